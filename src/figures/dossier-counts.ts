/** Counts of dossiers over a period, as they stood at its end; `DossierCounts` of schema/onestop.graphql. */
import { finishedAtMs, judge } from './outcome.js';
import type { DossierFacts, JudgingRule, Outcome } from './outcome.js';

/** A period in epoch milliseconds and the rule it is judged by. */
export interface CountedPeriod {
  /** The first moment within it. */
  fromMs: number;
  /** The first moment after it: for whole days, the midnight that opens the day after the last. */
  toMs: number;
  rule: JudgingRule;
}

/** Always: resolved = early + onTime + late, and openLate ≤ open. */
export interface DossierCounts {
  /** Received within the period, whatever became of them. */
  received: number;
  /** Finished within the period, whenever received. */
  resolved: number;
  early: number;
  onTime: number;
  late: number;
  /** Received by the end of the period, not finished by then, not waiting. */
  open: number;
  /** Of the open, overdue at the end of the period. */
  openLate: number;
  rule: JudgingRule;
}

/**
 * Counts in one pass. The moment of judging is the last millisecond of the period: a dossier due on its last day is not
 * yet overdue, and what finished later counts as open.
 */
export function countDossiers(
  rows: Iterable<DossierFacts>,
  { fromMs, toMs, rule }: CountedPeriod,
): DossierCounts {
  const tally: Record<Outcome, number> = {
    EARLY: 0,
    ON_TIME: 0,
    LATE: 0,
    OPEN_IN_TIME: 0,
    OPEN_LATE: 0,
    NOT_COUNTED: 0,
  };
  let received = 0;
  for (const row of rows) {
    if (row.receivedAtMs !== null && row.receivedAtMs >= fromMs && row.receivedAtMs < toMs) received += 1;
    const finishedMs = finishedAtMs(row);
    const finishedBefore = finishedMs !== null && finishedMs < fromMs;
    if (!finishedBefore) tally[judge(row, rule, toMs - 1)] += 1;
  }
  const { EARLY: early, ON_TIME: onTime, LATE: late, OPEN_IN_TIME: openInTime, OPEN_LATE: openLate } = tally;
  const counts = { received, resolved: early + onTime + late, early, onTime, late };
  return { ...counts, open: openInTime + openLate, openLate, rule };
}
