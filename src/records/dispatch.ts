/**
 * The view of dispatches that lists and duties are found by: computed from their events, it can be thrown away and computed again
 * (src/dossiers/dispatches/).
 */

/** Where a dispatch stands: waiting to be taken by the axis, taken, or refused by it. */
export type DispatchState = 'WAITING' | 'TAKEN' | 'REFUSED';

/** One message an agency hands to the axis through the hub. */
export interface Dispatch {
  id: string;
  agency: string;
  documentId: string;
  /** Null for a document, the code it tells for word of one. */
  statusCode: string | null;
  /** Of a document: `0` new, `1` asked back. */
  business: string;
  receivers: readonly string[];
  state: DispatchState;
  sentAt: Date;
  settledAt: Date | null;
  /** The axis's id of it. */
  message: string | null;
  /** Ids of the status records already matched to it. */
  answered: readonly string[];
  /** Seq of the last event: an older view never replaces a newer one. */
  seq: number;
}

/** A dispatch with the book-keeping of its delivery, which no event knows and no receipt rests on. */
export interface DispatchDuty extends Dispatch {
  /** Turns that have failed: the more, the longer until the next. */
  round: number;
  /** When it is tried again unless it was settled; null once it needs no more trying. */
  nextAt: Date | null;
  lastError: string | null;
}
