/**
 * Arithmetic on working days and working time over a calendar's data. Deadlines of procedures, with their units and
 * pauses, are built on it in `deadline.ts`. A question that leaves the years of the data is an error, never a guess.
 */
import { HubError } from '../errors.js';
import type { LocalDay } from '../records/record.js';
import type { CalendarData } from './calendar-data.js';
import { makeDayIndex } from './day-index.js';
import type { DayIndex } from './day-index.js';
import { fromDayNumber, toDayNumber } from './local-time.js';
import {
  clockStartMs,
  closingOf,
  isWorkingSlot,
  momentOfWorkedMs,
  slotOf,
  workedMsUntil,
  workingSlotAfter,
} from './working-time.js';

/** A working calendar; every function throws BAD_INPUT naming the year when it would leave the years of the data. */
export interface WorkingCalendar {
  /** Version of the data, to be kept with what is computed from it. */
  readonly version: string;
  /** Whether offices work on a day, and why it is off or worked out of turn; the reason of an ordinary day is null. */
  describeDay(day: LocalDay): { working: boolean; reason: string | null };
  isWorkingDay(day: LocalDay): boolean;
  /** The first working day strictly after `day`. */
  nextWorkingDay(day: LocalDay): LocalDay;
  /** The `n`-th working day strictly after `day`; 0 gives `day` itself, or the next working day when it is off. */
  addWorkingDays(day: LocalDay, n: number): LocalDay;
  /** When the office closes on a working day; throws BAD_INPUT for a day off. */
  closingAt(day: LocalDay): Date;
  /** First moment of office time at or after `at`: opening, afternoon start, next working morning, or `at` itself. */
  startOfClock(at: Date): Date;
  /** Earliest moment by which `minutes` (≥ 0, fractions allowed) of office time have passed; 0 is `startOfClock`. */
  addWorkingMinutes(from: Date, minutes: number): Date;
  /** Minutes of office time between two instants, negative where `to` is the earlier; seconds count as fractions. */
  workingMinutesBetween(from: Date, to: Date): number;
}

/** Makes a calendar of its data; throws BAD_INPUT naming the fault when the data contradicts itself. */
export function makeWorkingCalendar(data: CalendarData): WorkingCalendar {
  const index = makeDayIndex(data);
  const slot = (day: LocalDay): number => slotOf(index, toDayNumber(day));
  const toDay = (slotNumber: number): LocalDay => fromDayNumber(index.firstDay + slotNumber);
  return {
    version: data.version,
    describeDay: (day) => describeSlot(index, slot(day)),
    isWorkingDay: (day) => isWorkingSlot(index, slot(day)),
    nextWorkingDay: (day) => toDay(workingSlotAfter(index, slot(day), 1)),
    addWorkingDays: (day, n) => toDay(workingSlotAfter(index, slot(day), toCount(n))),
    closingAt: (day) => closingOf(index, slot(day)),
    startOfClock: (at) => new Date(clockStartMs(index, at.getTime())),
    addWorkingMinutes: (from, minutes) => {
      const addedMs = toAddedMs(minutes);
      if (addedMs === 0) return new Date(clockStartMs(index, from.getTime()));
      return new Date(momentOfWorkedMs(index, workedMsUntil(index, from.getTime()) + addedMs));
    },
    workingMinutesBetween: (from, to) =>
      (workedMsUntil(index, to.getTime()) - workedMsUntil(index, from.getTime())) / 60_000,
  };
}

function describeSlot(index: DayIndex, slot: number): { working: boolean; reason: string | null } {
  const working = isWorkingSlot(index, slot);
  const special = index.specials.get(index.firstDay + slot);
  if (special === undefined) return { working, reason: working ? null : 'Nghỉ hằng tuần' };
  return { working, reason: special.provisional ? `${special.reason} (dự kiến)` : special.reason };
}

function toCount(n: number): number {
  if (Number.isInteger(n) && n >= 0) return n;
  throw new HubError('BAD_INPUT', `expected a whole number of working days from 0, got ${n}`);
}

/** Rounded to the millisecond: minutes made of milliseconds by division come back whole. */
function toAddedMs(minutes: number): number {
  if (Number.isFinite(minutes) && minutes >= 0) return Math.round(minutes * 60_000);
  throw new HubError('BAD_INPUT', `expected working minutes from 0, got ${minutes}`);
}
