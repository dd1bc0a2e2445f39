/** Periods of validity in whole local days, both ends included; an end that is null is open. */
import type { LocalDay } from '../records/record.js';

/** From when to when something existed. */
export interface Validity {
  validFrom: LocalDay | null;
  validTo: LocalDay | null;
}

// Days are written yyyy-MM-dd, so that they compare as text.

/** Whether the period holds this day. */
export function isValidOn({ validFrom, validTo }: Validity, day: LocalDay): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

/** Whether two periods share a day. */
export function isOverlapping(a: Validity, b: Validity): boolean {
  const startsInTime = (one: Validity, other: Validity): boolean =>
    one.validFrom === null || other.validTo === null || one.validFrom <= other.validTo;
  return startsInTime(a, b) && startsInTime(b, a);
}
