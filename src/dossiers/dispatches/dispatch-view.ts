/** State of a dispatch → the view its duties are found by. Pure. */
import type { Dispatch } from '../../records/dispatch.js';
import type { FoldedDispatch } from './dispatch-state.js';

/** The view. */
export function toDispatch(folded: FoldedDispatch): Dispatch {
  const { id, seq, agency, sent, state, sentAt, settledAt, message, answers } = folded;
  const { documentId, statusCode, business, receivers } = sent;
  return {
    ...{ id, seq, agency, documentId, statusCode, business, receivers, state, message },
    sentAt: new Date(sentAt),
    settledAt: settledAt === null ? null : new Date(settledAt),
    answered: answers.map(({ record }) => record),
  };
}
