/**
 * Where one dossier stands against its due date at a moment, under a named rule. Counting over many is in
 * `dossier-counts.ts`; what the due date should have been is the calendar's business (`calendar/deadline.ts`).
 */
import { judgingRules } from './judging-rule.js';
import type { JudgingRule } from './judging-rule.js';

export type { JudgingRule } from './judging-rule.js';

/** Where a dossier stands; `schema/onestop.graphql` describes each. */
export type Outcome = 'EARLY' | 'ON_TIME' | 'LATE' | 'OPEN_IN_TIME' | 'OPEN_LATE' | 'NOT_COUNTED';

/** What a dossier is judged by: instants in epoch milliseconds, null where there is none. */
export interface DossierFacts {
  /** The portal's code 1–10 as it is now; any other code passes through. */
  statusCode: number;
  receivedAtMs: number | null;
  /** The appointment given to the citizen. */
  dueAtMs: number | null;
  /** End of processing: the deadline is judged here. */
  completedAtMs: number | null;
  /** When the result was handed over. */
  returnedAtMs: number | null;
}

/** Never counted: 1 registered online, 3 refused at reception, 7 withdrawn. */
const neverCounted: ReadonlySet<number> = new Set([1, 3, 7]);

/** Not counted while unfinished: 5 supplement asked for, 6 payment asked for, 8 stopped. */
const waiting: ReadonlySet<number> = new Set([5, 6, 8]);

/**
 * When a dossier was finished: the end of processing or, where the source tells none, the hand-over that must have
 * followed it. A status of 9 or 10 without either moment finishes nothing: it stays open until the source tells one.
 */
export function finishedAtMs({ completedAtMs, returnedAtMs }: DossierFacts): number | null {
  return completedAtMs ?? returnedAtMs;
}

/**
 * Judges a dossier as of `atMs`: what finished later was open then. Moments are known for any `atMs`, the status only as
 * it is now; a dossier waiting today counts as waiting then. An unknown status code counts as being processed. Without
 * a due date a finished dossier is on time and an open one in time.
 */
export function judge(facts: DossierFacts, rule: JudgingRule, atMs: number): Outcome {
  const { statusCode, receivedAtMs, dueAtMs } = facts;
  if (neverCounted.has(statusCode)) return 'NOT_COUNTED';
  const { stepAt } = judgingRules[rule];
  const finishedMs = finishedAtMs(facts);
  if (finishedMs !== null && finishedMs <= atMs) {
    const lateBy = dueAtMs === null ? 0 : stepAt(finishedMs) - stepAt(dueAtMs);
    if (lateBy === 0) return 'ON_TIME';
    return lateBy < 0 ? 'EARLY' : 'LATE';
  }
  if (receivedAtMs === null || receivedAtMs > atMs || waiting.has(statusCode)) return 'NOT_COUNTED';
  return dueAtMs !== null && stepAt(dueAtMs) < stepAt(atMs) ? 'OPEN_LATE' : 'OPEN_IN_TIME';
}
