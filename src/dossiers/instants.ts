/** Instants of events: UTC text in records, dates in arithmetic; and the one clock that counts. */
import type { Instant } from '../records/dossier-event.js';

/** An instant as events write it. */
export function toInstantText(at: Date): Instant {
  return at.toISOString();
}

/** The same, where there is one. */
export function toOptionalInstant(at: Date | null): Instant | null {
  return at?.toISOString() ?? null;
}

/** The date of an instant, where there is one. */
export function toOptionalDate(at: Instant | null): Date | null {
  return at === null ? null : new Date(at);
}

/** The moment of the next event: the hub's clock, but always after the event before, so that a clock set back is harmless. */
export function toEventAt(now: Date, previous: Instant | null): Instant {
  if (previous === null) return toInstantText(now);
  return toInstantText(new Date(Math.max(now.getTime(), Date.parse(previous) + 1)));
}
