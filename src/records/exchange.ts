/**
 * The two views of the exchange that lists and duties are found by: transfers, and who holds what. Both are computed from
 * the events of a dossier and can be thrown away and computed again (src/dossiers/views.ts).
 */

/** Where a transfer stands. */
export type TransferState = 'IN_TRANSIT' | 'DELIVERED' | 'ACCEPTED' | 'RETURNED' | 'RECALLED';

/** One hand-over of a dossier between two agencies. */
export interface Transfer {
  id: string;
  dossier: string;
  from: string;
  /** The receiver now; `originalTo` is the one it was sent to, should that agency have ended since. */
  to: string;
  originalTo: string;
  state: TransferState;
  /** Names the attempt at handing over to `to`: the idempotency key of its delivery. */
  message: string;
  sentAt: Date;
  deliveredAt: Date | null;
  /** Accepted, returned or recalled. */
  answeredAt: Date | null;
  recallAskedAt: Date | null;
  dueAt: Date | null;
  /** When the next notice of its deadline falls due; null where none does. */
  noticeAt: Date | null;
  /** Seq of the last event that touched it: an older view never replaces a newer one. */
  seq: number;
}

/** A transfer with the book-keeping of its delivery, which no event knows and no receipt rests on. */
export interface TransferDuty extends Transfer {
  /** Turns that have failed: the more, the longer until the next. */
  round: number;
  /** When delivery is tried again unless it succeeded; null once it needs no more trying. */
  nextAt: Date | null;
  lastError: string | null;
}

/** State of a dossier in the exchange: HELD by its holder, on its way, waiting for the citizen, or done with. */
export type CustodyStatus = 'HELD' | 'IN_TRANSIT' | 'DELIVERED' | 'PAUSED' | 'CLOSED';

/** Who holds a dossier: exactly one agency at any time. What is on its way is told by its transfer. */
export interface CustodyView {
  dossier: string;
  holder: string;
  since: Date | null;
  epoch: number;
  /** Whether its clock runs: not while it waits for the citizen, nor once it is closed. */
  clock: 'RUNNING' | 'PAUSED' | 'STOPPED';
  procedure: string;
  dueAt: Date | null;
  /** When the next notice of its due date falls due; null where none does. */
  noticeAt: Date | null;
  /** Seq of the last event that changed any of this: an older view never replaces a newer one. */
  seq: number;
}
