/**
 * A calendar's data laid out for arithmetic: one slot a day over all its years, with running totals, so that every
 * question of the working calendar is a look-up or one binary search. Faulty data is refused here, before any use.
 */
import { HubError } from '../errors.js';
import type { CalendarData, SpecialDay } from './calendar-data.js';
import { toDayNumber, weekdayOfNumber } from './local-time.js';
import { sessionsOn, toHoursMs } from './office-hours.js';
import type { SessionMs } from './office-hours.js';

/** Slot `i` is the day `firstDay + i`. */
export interface DayIndex {
  version: string;
  years: readonly number[];
  /** Day number of the first day of the first year. */
  firstDay: number;
  /** Sessions of each day; empty on a day off. */
  sessions: readonly (readonly SessionMs[])[];
  /** Working milliseconds before each day; one entry more than there are days. */
  workedMsBefore: Float64Array;
  /** Working days before each day; one entry more than there are days. */
  workingDaysBefore: Int32Array;
  /** Slots of the working days, in order. */
  workingSlots: readonly number[];
  /** The special days by day number. */
  specials: ReadonlyMap<number, SpecialDay>;
}

/** Lays the data out; throws BAD_INPUT naming the row that is wrong. */
export function makeDayIndex(data: CalendarData): DayIndex {
  const [firstDay, endDay] = toSpan(data);
  const specials = toSpecials(data, firstDay, endDay);
  const hours = data.hours.map(toHoursMs);
  const workedMsBefore = new Float64Array(endDay - firstDay + 1);
  const workingDaysBefore = new Int32Array(endDay - firstDay + 1);
  const sessions: (readonly SessionMs[])[] = [];
  const workingSlots: number[] = [];
  for (let day = firstDay; day < endDay; day += 1) {
    const slot = day - firstDay;
    const worked = isWorked(day, specials.get(day)) ? sessionsOn(day, hours) : [];
    if (worked.length > 0) workingSlots.push(slot);
    sessions.push(worked);
    const lengthMs = worked.reduce((sum, session) => sum + session.closesMs - session.opensMs, 0);
    workedMsBefore[slot + 1] = (workedMsBefore[slot] ?? 0) + lengthMs;
    workingDaysBefore[slot + 1] = workingSlots.length;
  }
  const { version, years } = data;
  return { version, years, firstDay, sessions, workedMsBefore, workingDaysBefore, workingSlots, specials };
}

function toSpan({ version, years }: CalendarData): [first: number, end: number] {
  const first = years[0];
  if (first === undefined || years.some((year, index) => year !== first + index)) {
    throw faulty(version, `expected consecutive rising years, got [${years.join(', ')}]`);
  }
  return [toDayNumber(`${first}-01-01`), toDayNumber(`${first + years.length}-01-01`)];
}

/** Every row must change something: a weekday `off` or a weekend day `worked`; anything else is a slip of the pen. */
function toSpecials(
  { version, days }: CalendarData,
  firstDay: number,
  endDay: number,
): Map<number, SpecialDay> {
  const specials = new Map<number, SpecialDay>();
  for (const special of days) {
    const day = toDayNumber(special.on);
    if (day < firstDay || day >= endDay) throw faulty(version, `${special.on} is in none of its years`);
    if (specials.has(day)) throw faulty(version, `${special.on} has two rows`);
    if ((special.kind === 'worked') !== isWeekend(day)) {
      throw faulty(version, `${special.on} is '${special.kind}', which its weekday makes it anyway`);
    }
    specials.set(day, special);
  }
  return specials;
}

/** The ordinary week of state offices is Monday to Friday (forty hours, Decision 188/1999/QĐ-TTg). */
function isWeekend(day: number): boolean {
  return weekdayOfNumber(day) > 5;
}

function isWorked(day: number, special: SpecialDay | undefined): boolean {
  return special === undefined ? !isWeekend(day) : special.kind === 'worked';
}

function faulty(version: string, fault: string): HubError {
  return new HubError('BAD_INPUT', `working calendar ${version}: ${fault}`);
}
