/**
 * The named rules by which lateness is judged. Systems of the province use different ones and report different rates for
 * the same dossiers, so no outcome and no figure is given without its rule. A rule once used is never changed: another
 * way of judging is another row with another name.
 */
import { dayNumberAt } from '../calendar/local-time.js';

/** Name of a rule. */
export type JudgingRule = 'BY_DATE' | 'BY_MINUTE';

/** How a rule reads the clock: two instants in the same step are the same moment to it. */
export interface JudgingStep {
  /** In words, for reports. */
  explanation: string;
  /** Number of the step an instant (epoch milliseconds) falls into. */
  stepAt: (epochMs: number) => number;
}

/**
 * BY_DATE: days of Asia/Ho_Chi_Minh, the hour ignored, as the reports on procedure handling count; valid for dossiers of
 * any year. BY_MINUTE: as the systems do that compare timestamps; only meaningful where due dates carry an hour.
 */
export const judgingRules: Readonly<Record<JudgingRule, JudgingStep>> = {
  BY_DATE: {
    explanation: 'by calendar day in Asia/Ho_Chi_Minh, the hour ignored',
    stepAt: dayNumberAt,
  },
  BY_MINUTE: {
    explanation: 'by the minute, seconds ignored',
    stepAt: (epochMs) => Math.floor(epochMs / 60_000),
  },
};
