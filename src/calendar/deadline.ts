/**
 * The due date of a dossier: reception, time limit and waits for the citizen, laid over the working calendar. Whether
 * the dossier is late is judged in `figures/`; the appointment the source gave is the source's own.
 */
import { HubError } from '../errors.js';
import type { TimeLimit } from '../records/procedure.js';
import { addDays, toLocalDay } from './local-time.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * What a wait does to the due date: `EXTEND` moves it by the office time waited; `RESTART` counts the whole limit anew
 * from the answer. Both are in use among the systems of the province, so the rule is always named.
 */
export type PauseRule = 'EXTEND' | 'RESTART';

/** A wait for the citizen; `to` is null while it lasts. */
export interface DeadlinePause {
  from: Date;
  to: Date | null;
}

/** What a due date is computed from. */
export interface DeadlineQuestion {
  receivedAt: Date;
  limit: TimeLimit;
  /** In any order; where they overlap the time counts once. */
  pauses: readonly DeadlinePause[];
  /** Default `EXTEND`. */
  rule?: PauseRule;
}

/** A due date with the calendar it rests on; null while a wait is open. */
export interface Deadline {
  dueAt: Date | null;
  calendarVersion: string;
}

/**
 * Computes a due date. The day the clock starts is day 0: the reception day or, after closing time and on days off, the
 * next working day. Working days and calendar days end at closing time, calendar days on the next working day if they
 * end on a day off; working hours end to the minute. A wait that begins after the due date changes nothing: a late
 * dossier does not become timely by asking for papers. Throws BAD_INPUT for a year the calendar does not hold, a limit
 * that is no count, and a wait that ends before it begins.
 */
export function computeDeadline(calendar: WorkingCalendar, question: DeadlineQuestion): Deadline {
  const { receivedAt, limit, pauses, rule = 'EXTEND' } = question;
  const calendarVersion = calendar.version;
  let dueAt = endOfLimit(calendar, receivedAt, limit);
  let waitedUntil = calendar.startOfClock(receivedAt);
  for (const { from, to } of pauses.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    if (to !== null && to < from) {
      throw new HubError(
        'BAD_INPUT',
        `expected a pause to end after ${from.toISOString()}, got ${to.toISOString()}`,
      );
    }
    if (from > dueAt) continue;
    if (to === null) return { dueAt: null, calendarVersion };
    if (to <= waitedUntil) continue;
    const waitedFrom = from > waitedUntil ? from : waitedUntil;
    dueAt =
      rule === 'RESTART'
        ? endOfLimit(calendar, to, limit)
        : extend(calendar, dueAt, calendar.workingMinutesBetween(waitedFrom, to));
    waitedUntil = to;
  }
  return { dueAt, calendarVersion };
}

function endOfLimit(calendar: WorkingCalendar, from: Date, { amount, unit }: TimeLimit): Date {
  if (!Number.isInteger(amount) || amount < 0) {
    throw new HubError('BAD_INPUT', `expected a time limit as a whole number from 0, got ${amount}`);
  }
  const startsAt = calendar.startOfClock(from);
  if (unit === 'WORKING_HOURS') return calendar.addWorkingMinutes(startsAt, amount * 60);
  const day0 = toLocalDay(startsAt);
  if (unit === 'WORKING_DAYS') return calendar.closingAt(calendar.addWorkingDays(day0, amount));
  return calendar.closingAt(calendar.addWorkingDays(addDays(day0, amount), 0));
}

/** A wait outside office time must leave a due date at closing time where it is, not move it to the next morning. */
function extend(calendar: WorkingCalendar, dueAt: Date, minutes: number): Date {
  return minutes === 0 ? dueAt : calendar.addWorkingMinutes(dueAt, minutes);
}
