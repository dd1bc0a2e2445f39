/** Ids of events, transfers and receipts: they grow with time, so that a collection read in their order is read in time's. */
import { randomBytes } from 'node:crypto';

/** Makes ids; the simulation brings its own. */
export interface Identifiers {
  makeEventId(now: Date): string;
  makeTransferId(now: Date): string;
}

/** Ids of a process. */
export const identifiers: Identifiers = {
  makeEventId: (now) => `evt_${toSortable(now)}`,
  makeTransferId: (now) => `trf_${toSortable(now)}`,
};

/** The id of an event's receipt, and back: null for what is no receipt id. */
export function toReceiptId(eventId: string): string {
  return eventId.replace(/^evt_/, 'rcp_');
}

/** The event a receipt is of; null for what is no receipt's id. */
export function toEventId(receiptId: string): string | null {
  return receiptId.startsWith('rcp_') ? receiptId.replace(/^rcp_/, 'evt_') : null;
}

/** Comes before the id of every event made at a moment or later, and after those of all earlier ones. */
export function toEventIdFloor(at: Date): string {
  return `evt_${toTimeText(at)}`;
}

function toSortable(now: Date): string {
  return toTimeText(now) + randomBytes(10).toString('hex');
}

/** Milliseconds in nine digits of base 36: good until the year 5188. */
function toTimeText(at: Date): string {
  return at.getTime().toString(36).padStart(9, '0');
}
