/**
 * Walking through office time by the running totals of a day index: from an instant to the office time worked until
 * then, and back. Instants are epoch milliseconds here; `working-calendar.ts` gives them their public shape.
 */
import { HubError } from '../errors.js';
import type { DayIndex } from './day-index.js';
import { dayNumberAt, dayStartMs, fromDayNumber } from './local-time.js';

/** Slot of a day number; throws BAD_INPUT naming the year outside the calendar's years. */
export function slotOf(index: DayIndex, dayNumber: number): number {
  const slot = dayNumber - index.firstDay;
  if (slot >= 0 && slot < index.sessions.length) return slot;
  throw missingYear(index, fromDayNumber(dayNumber).slice(0, -6));
}

/** Whether a slot is a working day. */
export function isWorkingSlot(index: DayIndex, slot: number): boolean {
  return sessionsOf(index, slot).length > 0;
}

/** The `n`-th working day after a slot; 0 gives the slot itself, or the next working day when it is off. */
export function workingSlotAfter(index: DayIndex, slot: number, n: number): number {
  const workedUntilEnd = index.workingDaysBefore[slot + 1] ?? 0;
  const place = n === 0 ? (index.workingDaysBefore[slot] ?? 0) : workedUntilEnd + n - 1;
  const found = index.workingSlots[place];
  if (found === undefined) throw endOfYears(index);
  return found;
}

/** When the office closes on a slot; throws BAD_INPUT for a day off. */
export function closingOf(index: DayIndex, slot: number): Date {
  const last = sessionsOf(index, slot).at(-1);
  if (last === undefined) {
    throw new HubError('BAD_INPUT', `expected a working day, got ${fromDayNumber(index.firstDay + slot)}`);
  }
  return new Date(dayStartMs(index.firstDay + slot) + last.closesMs);
}

/** First moment of office time at or after an instant. The moment of closing is no longer office time. */
export function clockStartMs(index: DayIndex, atMs: number): number {
  const slot = slotOf(index, dayNumberAt(atMs));
  const startMs = dayStartMs(index.firstDay + slot);
  for (const { opensMs, closesMs } of sessionsOf(index, slot)) {
    if (atMs < startMs + closesMs) return Math.max(atMs, startMs + opensMs);
  }
  const next = workingSlotAfter(index, slot, 1);
  return dayStartMs(index.firstDay + next) + (sessionsOf(index, next)[0]?.opensMs ?? 0);
}

/** Office time from the first day of the calendar until an instant. */
export function workedMsUntil(index: DayIndex, atMs: number): number {
  const slot = slotOf(index, dayNumberAt(atMs));
  const sinceMidnightMs = atMs - dayStartMs(index.firstDay + slot);
  let workedMs = index.workedMsBefore[slot] ?? 0;
  for (const { opensMs, closesMs } of sessionsOf(index, slot)) {
    if (sinceMidnightMs > opensMs) workedMs += Math.min(sinceMidnightMs, closesMs) - opensMs;
  }
  return workedMs;
}

/** Earliest instant by which that much office time (above 0) has been worked: a day's end rather than the next morning. */
export function momentOfWorkedMs(index: DayIndex, workedMs: number): number {
  const slot = slotHolding(index, workedMs);
  let leftMs = workedMs - (index.workedMsBefore[slot] ?? 0);
  for (const { opensMs, closesMs } of sessionsOf(index, slot)) {
    if (leftMs <= closesMs - opensMs) return dayStartMs(index.firstDay + slot) + opensMs + leftMs;
    leftMs -= closesMs - opensMs;
  }
  throw endOfYears(index);
}

/** The last slot before whose morning less than `workedMs` was worked: within that day the total is reached. */
function slotHolding(index: DayIndex, workedMs: number): number {
  let low = 0;
  let high = index.sessions.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((index.workedMsBefore[middle] ?? 0) < workedMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sessionsOf(index: DayIndex, slot: number): DayIndex['sessions'][number] {
  return index.sessions[slot] ?? [];
}

function endOfYears(index: DayIndex): HubError {
  return missingYear(index, String((index.years.at(-1) ?? 0) + 1));
}

function missingYear({ version, years }: DayIndex, year: string): HubError {
  const held = `${years[0]} to ${years.at(-1)}`;
  return new HubError(
    'BAD_INPUT',
    `working calendar ${version} holds ${held}, not ${year}: load its days first`,
  );
}
