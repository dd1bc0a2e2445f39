/** Periods of whole local days, as instants. */
import { addDays, toInstant } from '../calendar/local-time.js';
import { HubError } from '../errors.js';
import type { LocalDay } from '../records/record.js';

/** A period of whole days in Asia/Ho_Chi_Minh, both ends included. */
export interface Period {
  from: LocalDay;
  to: LocalDay;
}

/** The midnight that opens a day, in milliseconds since the epoch. */
export function toStartMs(day: LocalDay): number {
  return toInstant(day).getTime();
}

/** The midnight that ends a day: its first moment that belongs to the next, in milliseconds since the epoch. */
export function toEndMs(day: LocalDay): number {
  return toStartMs(addDays(day, 1));
}

/** From the first moment of a period to the first after it. @throws HubError BAD_INPUT naming `period`. */
export function toPeriodMs({ from, to }: Period): { fromMs: number; toMs: number } {
  if (from > to) throw new HubError('BAD_INPUT', `period: expected from before to, got ${from} to ${to}`);
  return { fromMs: toStartMs(from), toMs: toEndMs(to) };
}
