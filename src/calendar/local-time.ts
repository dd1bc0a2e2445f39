/**
 * Local time of Asia/Ho_Chi_Minh by plain arithmetic: +07:00 all year, without daylight saving, since 1975-06-13, and
 * nothing the hub holds is older. Days are `yyyy-MM-dd` at the edges and day numbers (days since 1970-01-01) within.
 * Which days are worked is the working calendar's business.
 */
import { HubError } from '../errors.js';
import type { LocalDay } from '../records/record.js';

const offsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;

/** Local day number of an instant given in epoch milliseconds: days since 1970-01-01 in Asia/Ho_Chi_Minh. */
export function dayNumberAt(epochMs: number): number {
  return Math.floor((epochMs + offsetMs) / dayMs);
}

/** Epoch milliseconds of the local midnight that opens a day number. */
export function dayStartMs(dayNumber: number): number {
  return dayNumber * dayMs - offsetMs;
}

/** Day number of a day; throws BAD_INPUT for anything but an existing day written `yyyy-MM-dd`. */
export function toDayNumber(day: LocalDay): number {
  const parsed = Date.parse(`${day}T00:00:00Z`);
  // Date.parse rolls 2018-02-30 over to March: only the day of the month gives it away.
  if (day.length !== 10 || Number.isNaN(parsed) || new Date(parsed).getUTCDate() !== Number(day.slice(8))) {
    throw new HubError('BAD_INPUT', `expected an existing day as yyyy-MM-dd, got '${day}'`);
  }
  return parsed / dayMs;
}

/** Day of a day number. */
export function fromDayNumber(dayNumber: number): LocalDay {
  return new Date(dayNumber * dayMs).toISOString().slice(0, 10);
}

/** Local day of an instant. */
export function toLocalDay(date: Date): LocalDay {
  return fromDayNumber(dayNumberAt(date.getTime()));
}

/** Whole minutes since local midnight, 0–1439; seconds are cut off. */
export function toMinuteOfDay(date: Date): number {
  return Math.floor((date.getTime() - dayStartMs(dayNumberAt(date.getTime()))) / 60_000);
}

/** Instant of a local day and minute; midnight unless a minute is given. */
export function toInstant(day: LocalDay, minuteOfDay = 0): Date {
  return new Date(dayStartMs(toDayNumber(day)) + minuteOfDay * 60_000);
}

/** The day `n` calendar days after (before, where negative). */
export function addDays(day: LocalDay, n: number): LocalDay {
  return fromDayNumber(toDayNumber(day) + n);
}

/** ISO weekday of a day: 1 Monday … 7 Sunday. */
export function weekdayOf(day: LocalDay): number {
  return weekdayOfNumber(toDayNumber(day));
}

/** ISO weekday of a day number: 1 Monday … 7 Sunday. */
export function weekdayOfNumber(dayNumber: number): number {
  // 1970-01-01, day number 0, was a Thursday.
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** An instant as RFC 3339 with +07:00; the fraction of the second is written only where there is one. */
export function toRfc3339(date: Date): string {
  const local = new Date(date.getTime() + offsetMs).toISOString().slice(0, -1);
  return `${local.endsWith('.000') ? local.slice(0, -4) : local}+07:00`;
}

/** An instant to the minute, as people here write it: `07:05 ngày 07/05/2018`. */
export function toVietnameseMinute(at: Date): string {
  const minute = toMinuteOfDay(at);
  const [year, month, day] = toLocalDay(at).split('-');
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)} ngày ${day ?? ''}/${month ?? ''}/${year ?? ''}`;
}
