/**
 * What happens to a dossier between agencies, as one append-only fact each: the shapes. Which may follow which is decided
 * in src/dossiers/rules.ts, what they add up to in src/dossiers/custody-state.ts. Free text and everything personal lie in
 * the sealed body beside the fact, never in the fact itself: a key thrown away later leaves the chain whole.
 */

/** An instant as UTC text of fixed width, such as `2026-11-25T05:00:00.000Z`: what is hashed is text, and texts compare. */
export type Instant = string;

/** What a dossier waits for while it is paused. */
export type Wait = 'SUPPLEMENT' | 'PAYMENT' | 'OTHER';

/** Whose deadline: the citizen's appointment, or the step of one transfer. The steps never replace the appointment. */
export type DueOf = 'DOSSIER' | 'TRANSFER';

interface NewDueDate {
  /** The old one is kept: statistics of lateness go by it. */
  previousDueAt: Instant | null;
  dueAt: Instant | null;
  /** The working calendar it was computed with. */
  calendarVersion: string;
}

interface DueNotice {
  of: DueOf;
  transfer: string | null;
  dueAt: Instant;
}

/** What each kind of event of a dossier says. */
export interface CustodyBodies {
  /** The hub takes the dossier over from the system that received it: from here on the hub says who holds it. */
  OPENED: {
    holder: string;
    since: Instant | null;
    /** Hand-overs the source had counted, plus one. */
    epoch: number;
    code: string | null;
    procedure: string;
    receivingAgency: string;
    receivedAt: Instant | null;
    dueAt: Instant | null;
    calendarVersion: string;
    /** The record it was taken from, down to its page of bytes. */
    record: { source: string; key: string; version: string; pageHash: string };
  };
  /** `message` names one attempt at handing over; it changes when the receiver does. */
  SENT: { transfer: string; message: string; to: string; dueAt: Instant | null };
  /** The receiving system has it: technical, before anybody has answered. `nodeReceipt` is the node's own JWS. */
  DELIVERED: { transfer: string; message: string; node: string | null; nodeReceipt: string | null };
  /** Custody passes to the receiver. */
  ACCEPTED: { transfer: string };
  /** Custody stays with, or comes back to, the sender. */
  RETURNED: { transfer: string };
  /** Taken back before the receiving system had it. */
  RECALLED: { transfer: string };
  /** The sender wants it back after delivery; the receiver consents by returning it. */
  RECALL_ASKED: { transfer: string };
  PAUSED: { wait: Wait };
  RESUMED: NewDueDate;
  /** Apology and new appointment [phiếu xin lỗi và hẹn lại ngày trả kết quả]. */
  EXTENDED: NewDueDate;
  /** The agency `from` ended; `to` goes on in its place. With `transfer`, the receiver changed, else the holder. */
  REROUTED: { from: string; to: string; transfer: string | null; message: string | null };
  DUE_SOON: DueNotice;
  OVERDUE: DueNotice;
  CLOSED: Record<string, never>;
}

/**
 * What each kind of event of a dispatch says: one message an agency hands to the axis of documents through the hub. A dispatch is a chain of its own, kept,
 * sealed and proven as those of dossiers are; its id stands where theirs does.
 */
export interface DispatchBodies {
  /** The agency gave it to the hub; what it says lies in the sealed body. `statusCode` is null for a document. */
  DISPATCHED: {
    documentId: string;
    receivers: readonly string[];
    statusCode: string | null;
    /** What a message does to a document: `0` new, `1` recall. */
    business: string;
  };
  /** The axis has it, under its own id: technical, before any receiver has answered. */
  TAKEN: { message: string };
  /** The axis will not have it; the reason is the axis's own. */
  REFUSED: { reason: string };
  /** A receiver told what became of the document, by a status message the hub has read. */
  ANSWERED: { agency: string; statusCode: string; record: string; at: Instant };
}

/** What each kind of event says. */
export interface EventBodies extends CustodyBodies, DispatchBodies {}

/** Kind of event. */
export type EventType = keyof EventBodies;

/** The part of an event that is hashed. */
export interface EventCore<Type extends EventType = EventType> {
  dossier: string;
  /** 1, 2, 3 … without gap within a dossier. */
  seq: number;
  type: Type;
  /** The command that led here: the caller's own id under the caller's subject, or the hub's. Unique in the hub. */
  command: string;
  /** SHA-256 of what was commanded: the same command with another body is a conflict. */
  commandHash: string;
  /** The agency that acted; the hub's own acts name the agency they concern. */
  agency: string;
  /** Subject of the caller, opaque; `hub` for the hub itself. */
  actor: string;
  /** Epoch of custody after this event. */
  epoch: number;
  /** The hub's clock, later than the event before. */
  at: Instant;
  /** The caller's clock, where it was told. */
  claimedAt: Instant | null;
  /** SHA-256 of the sealed body's clear bytes; null where there is none. */
  bodyHash: string | null;
  body: EventBodies[Type];
}

/** An event of a dossier, its body fitting its kind. */
export type CustodyEventCore = { [Type in keyof CustodyBodies]: EventCore<Type> }[keyof CustodyBodies];

/** An event of a dispatch. */
export type DispatchEventCore = { [Type in keyof DispatchBodies]: EventCore<Type> }[keyof DispatchBodies];

/** An event of any kind. */
export type AnyEventCore = CustodyEventCore | DispatchEventCore;

const dispatchTypes: ReadonlySet<EventType> = new Set<keyof DispatchBodies>([
  'DISPATCHED',
  'TAKEN',
  'REFUSED',
  'ANSWERED',
]);

/** Whether an event belongs to the chain of a dossier. */
export function isOfCustody(core: AnyEventCore): core is CustodyEventCore {
  return !isOfDispatch(core);
}

/** Whether an event belongs to the chain of a dispatch. */
export function isOfDispatch(core: AnyEventCore): core is DispatchEventCore {
  return dispatchTypes.has(core.type);
}

/** An event as it is kept. */
export interface DossierEvent {
  /** ULID: grows with time. */
  id: string;
  core: AnyEventCore;
  /** Hash of the event before; null for the first. */
  prev: string | null;
  /** SHA-256 over the canonical core and `prev`. */
  hash: string;
  /** The hub's signed receipt of it, a compact JWS; null for notices. */
  receipt: string | null;
}
