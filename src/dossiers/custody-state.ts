/**
 * Events → who holds a dossier and what is under way: the fold. It says what happened, not what may happen (rules.ts).
 * Exactly one holder at any point of the chain, since the holder is one field that only four kinds of event set.
 */
import { HubError } from '../errors.js';
import {
  isOfCustody,
  type AnyEventCore,
  type CustodyBodies,
  type CustodyEventCore,
  type Instant,
} from '../records/dossier-event.js';
import type { CustodyStatus, TransferState } from '../records/exchange.js';

/** A transfer as its events tell it. */
export interface FoldedTransfer {
  id: string;
  from: string;
  to: string;
  originalTo: string;
  message: string;
  state: TransferState;
  sentAt: Instant;
  deliveredAt: Instant | null;
  answeredAt: Instant | null;
  recallAskedAt: Instant | null;
  dueAt: Instant | null;
  /** Notices of its deadline already given. */
  notices: readonly ('DUE_SOON' | 'OVERDUE')[];
  /** Seq of the last event that touched it. */
  seq: number;
}

/** A dossier as its events tell it, up to one of them. */
export interface CustodyState {
  dossier: string;
  /** Of the last event. */
  seq: number;
  at: Instant;
  status: CustodyStatus;
  holder: string;
  since: Instant | null;
  epoch: number;
  /** Every transfer, oldest first; the last one may be open. */
  transfers: readonly FoldedTransfer[];
  pausedAt: Instant | null;
  dueAt: Instant | null;
  /** The appointment first given; what lateness is counted by. */
  originalDueAt: Instant | null;
  /** Notices given of `dueAt`. */
  notices: readonly ('DUE_SOON' | 'OVERDUE')[];
  /** Seq of the last event that concerned custody itself, not the way of a transfer alone. */
  custodySeq: number;
  opening: CustodyBodies['OPENED'];
}

/** The state after all of `events`, in order; null where there are none, or they are a dispatch's. */
export function fold(events: Iterable<AnyEventCore>): CustodyState | null {
  let state: CustodyState | null = null;
  for (const event of events) if (isOfCustody(event)) state = apply(state, event);
  return state;
}

/** The transfer under way; null where none is. */
export function findOpenTransfer({ status, transfers }: CustodyState): FoldedTransfer | null {
  return status === 'IN_TRANSIT' || status === 'DELIVERED' ? (transfers.at(-1) ?? null) : null;
}

/**
 * The state after one more event.
 * @throws HubError INTERNAL for a chain that does not begin with its opening.
 */
export function apply(state: CustodyState | null, event: CustodyEventCore): CustodyState {
  if (event.type === 'OPENED') return toOpened(event.dossier, event);
  if (state === null) {
    throw new HubError(
      'INTERNAL',
      `event ${event.seq} of ${event.dossier} comes before the dossier's opening`,
    );
  }
  const { seq, at, epoch } = event;
  const custodySeq = isOfTransferAlone(event) ? state.custodySeq : seq;
  return { ...state, ...toChange(state, event), seq, at, epoch, custodySeq };
}

/** Whether an event leaves holder, clock and due date of the dossier as they were. */
function isOfTransferAlone(event: CustodyEventCore): boolean {
  switch (event.type) {
    case 'SENT':
    case 'DELIVERED':
    case 'RECALLED':
    case 'RECALL_ASKED':
      return true;
    case 'DUE_SOON':
    case 'OVERDUE':
      return event.body.of === 'TRANSFER';
    default:
      return false;
  }
}

function toOpened(dossier: string, event: CustodyEventCore & { type: 'OPENED' }): CustodyState {
  const { body, seq, at, epoch } = event;
  const { holder, since, dueAt } = body;
  return {
    dossier,
    seq,
    at,
    epoch,
    status: 'HELD',
    holder,
    since,
    transfers: [],
    pausedAt: null,
    dueAt,
    originalDueAt: dueAt,
    notices: [],
    custodySeq: seq,
    opening: body,
  };
}

type Change = Partial<CustodyState>;

function toChange(state: CustodyState, event: CustodyEventCore): Change {
  const { at, seq } = event;
  switch (event.type) {
    case 'OPENED':
      return {};
    case 'SENT':
      return { status: 'IN_TRANSIT', transfers: [...state.transfers, toSent(state, event)] };
    case 'DELIVERED':
      return { status: 'DELIVERED', ...withLast(state, { state: 'DELIVERED', deliveredAt: at, seq }) };
    case 'ACCEPTED':
      return {
        status: 'HELD',
        holder: state.transfers.at(-1)?.to ?? state.holder,
        since: at,
        ...withLast(state, { state: 'ACCEPTED', answeredAt: at, seq }),
      };
    case 'RETURNED':
      return { status: 'HELD', since: at, ...withLast(state, { state: 'RETURNED', answeredAt: at, seq }) };
    case 'RECALLED':
      return { status: 'HELD', ...withLast(state, { state: 'RECALLED', answeredAt: at, seq }) };
    case 'RECALL_ASKED':
      return withLast(state, { recallAskedAt: at, seq });
    case 'PAUSED':
      return { status: 'PAUSED', pausedAt: at };
    case 'RESUMED':
      return { status: 'HELD', pausedAt: null, dueAt: event.body.dueAt, notices: [] };
    case 'EXTENDED':
      return { dueAt: event.body.dueAt, notices: [] };
    case 'REROUTED':
      return toRerouted(state, event);
    case 'DUE_SOON':
    case 'OVERDUE':
      return toNoticed(state, event);
    case 'CLOSED':
      return { status: 'CLOSED', pausedAt: null };
  }
}

function toSent({ holder }: CustodyState, event: CustodyEventCore & { type: 'SENT' }): FoldedTransfer {
  const { transfer, message, to, dueAt } = event.body;
  return {
    id: transfer,
    from: holder,
    to,
    originalTo: to,
    message,
    state: 'IN_TRANSIT',
    sentAt: event.at,
    deliveredAt: null,
    answeredAt: null,
    recallAskedAt: null,
    dueAt,
    notices: [],
    seq: event.seq,
  };
}

function toRerouted(state: CustodyState, event: CustodyEventCore & { type: 'REROUTED' }): Change {
  const { transfer, to, message } = event.body;
  if (transfer === null) return { holder: to, since: event.at };
  // The new receiver has not seen it yet, whatever the ended one had.
  const redirected = { to, state: 'IN_TRANSIT', deliveredAt: null, seq: event.seq } as const;
  return {
    status: 'IN_TRANSIT',
    ...withLast(state, { ...redirected, ...(message === null ? {} : { message }) }),
  };
}

function toNoticed(state: CustodyState, event: CustodyEventCore & { type: 'DUE_SOON' | 'OVERDUE' }): Change {
  const notice = event.type;
  if (event.body.of === 'DOSSIER') return { notices: [...state.notices, notice] };
  return withLast(state, { notices: [...(state.transfers.at(-1)?.notices ?? []), notice], seq: event.seq });
}

/** The last transfer changed: at most one is open, and it is the last. */
function withLast({ transfers }: CustodyState, change: Partial<FoldedTransfer>): Change {
  const last = transfers.at(-1);
  return last === undefined ? {} : { transfers: [...transfers.slice(0, -1), { ...last, ...change }] };
}
