/** When what is owed and failed is tried again: soon at first, ever more seldom, and not at all where it was refused. */
import { HubError, toMessage } from '../errors.js';
import type { Logger } from '../logger.js';
import type { DeadLetters } from '../store/dead-letters.js';
import type { Duties } from '../store/duties.js';

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

/** A duty that failed: its queue, its subject, and how often it had failed before. */
export interface FailedDuty {
  queue: string;
  subject: string;
  round: number;
  /** Whether it is not to be tried again, whatever it failed by. */
  isLast?: boolean;
}

/** Where failures are noted. */
export interface FailureBooks {
  duties: Pick<Duties, 'noteFailure'>;
  deadLetters: Pick<DeadLetters, 'put'>;
  now(): Date;
  log: Logger;
}

/** Notes a failure: the duty is tried again at its time, or waits for an operator as a dead letter. @returns whether it is tried again */
export async function noteFailedDuty(
  { queue, subject, round, isLast = false }: FailedDuty,
  error: unknown,
  { duties, deadLetters, now, log }: FailureBooks,
): Promise<boolean> {
  const reason = toMessage(error);
  const failed = { lastError: reason, round: round + 1 };
  if (!isLast && isWorthRetrying(error)) {
    await duties.noteFailure(subject, { ...failed, nextAt: toNextTryAt(error, round, now()) });
    return true;
  }
  await duties.noteFailure(subject, { ...failed, nextAt: null });
  await deadLetters.put({ queue, subject, reason }, now());
  log.error({ queue, subject, reason }, 'a duty failed for good');
  return false;
}
