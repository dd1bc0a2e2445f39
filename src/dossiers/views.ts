/** State → the views that lists and duties are found by. Pure: views can be thrown away and computed again. */
import type { Instant } from '../records/dossier-event.js';
import type { CustodyStatus, CustodyView, Transfer } from '../records/exchange.js';
import type { CustodyState, FoldedTransfer } from './custody-state.js';
import { toOptionalDate } from './instants.js';

/** How long before a due date it is about to be due. */
const dueSoonMs = 24 * 3_600_000;

const clocks: Readonly<Record<CustodyStatus, CustodyView['clock']>> = {
  HELD: 'RUNNING',
  IN_TRANSIT: 'RUNNING',
  DELIVERED: 'RUNNING',
  PAUSED: 'PAUSED',
  CLOSED: 'STOPPED',
};

/** Who holds the dossier. */
export function toCustodyView(state: CustodyState): CustodyView {
  const clock = clocks[state.status];
  return {
    dossier: state.dossier,
    holder: state.holder,
    since: toOptionalDate(state.since),
    epoch: state.epoch,
    clock,
    procedure: state.opening.procedure,
    dueAt: toOptionalDate(state.dueAt),
    noticeAt: clock === 'RUNNING' ? toNoticeAt(state) : null,
    seq: state.custodySeq,
  };
}

/** A transfer as lists show it. */
export function toTransfer(dossier: string, folded: FoldedTransfer): Transfer {
  const { id, from, to, originalTo, state, message, seq } = folded;
  return {
    id,
    dossier,
    from,
    to,
    originalTo,
    state,
    message,
    sentAt: new Date(folded.sentAt),
    deliveredAt: toOptionalDate(folded.deliveredAt),
    answeredAt: toOptionalDate(folded.answeredAt),
    recallAskedAt: toOptionalDate(folded.recallAskedAt),
    dueAt: toOptionalDate(folded.dueAt),
    noticeAt: folded.answeredAt === null ? toNoticeAt(folded) : null,
    seq,
  };
}

/** When the next notice of a due date falls due: once shortly before it, once at it. */
function toNoticeAt({ dueAt, notices }: { dueAt: Instant | null; notices: readonly string[] }): Date | null {
  if (dueAt === null || notices.includes('OVERDUE')) return null;
  const atMs = Date.parse(dueAt);
  return new Date(notices.includes('DUE_SOON') ? atMs : atMs - dueSoonMs);
}
