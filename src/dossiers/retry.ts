/** When what is owed and failed is tried again: soon at first, ever more seldom, and not at all where it was refused. */
import { HubError } from '../errors.js';

/** Waits between the rounds; after the last one it is tried again at that interval. */
const retryAfterMs = [15_000, 60_000, 5 * 60_000, 15 * 60_000, 3_600_000, 4 * 3_600_000] as const;

/** When round `round` (from 0) has failed, the next is tried after this long. */
function toRetryMs(round: number): number {
  return retryAfterMs[Math.min(round, retryAfterMs.length - 1)] ?? 0;
}

/** The instant of the next try; no sooner than the other side asked for. */
export function toNextTryAt(error: unknown, round: number, now: Date): Date {
  const asked = error instanceof HubError ? (error.retryAfterMs ?? 0) : 0;
  return new Date(now.getTime() + Math.max(asked, toRetryMs(round)));
}

/** What a receiver refused it will refuse again; what did not answer may. An unknown fault is the hub's own: try again. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof HubError)) return true;
  return !['SOURCE_REJECTED', 'SOURCE_INVALID', 'BAD_INPUT', 'NOT_FOUND'].includes(error.code);
}
