/**
 * What a receiver's system is handed: the transfer, the dossier, its papers by hash, the steps so far, the time left and the
 * sender's opinion, as canonical JSON. Made of events alone: the same message id is the same bytes, however often it is sent.
 * What the source's record says of the dossier is fetched by its id, as papers are by their hash.
 */
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { readAttachment } from '../dossiers/attachment.js';
import type { Paper } from '../dossiers/command.js';
import { fold, type CustodyState, type FoldedTransfer } from '../dossiers/custody-state.js';
import type { ExchangeParts } from '../dossiers/parts.js';
import { HubError } from '../errors.js';
import { toCanonicalBytes } from '../evidence/canonical.js';
import type { Instant } from '../records/dossier-event.js';
import type { TransferDuty } from '../records/exchange.js';

/** The message. Holds personal data: it travels over TLS to an official system and is kept sealed. */
export interface DeliveryMessage {
  /** Idempotency key; another receiver gets another. */
  message: string;
  transfer: string;
  from: string;
  to: string;
  sentAt: Instant;
  /** Deadline of this step. */
  dueAt: Instant | null;
  /** Sender's opinion [ý kiến]. */
  note: string | null;
  /** Bytes at GET /exchange/papers/<dossier>/<sha256>. */
  papers: readonly Paper[];
  dossier: MessageDossier;
  /** The control slip [phiếu kiểm soát]: every hand-over so far, the oldest first. */
  slip: readonly SlipStep[];
}

/** The dossier in a message. */
export interface MessageDossier {
  id: string;
  code: string | null;
  procedure: string;
  receivingAgency: string;
  receivedAt: Instant | null;
  /** The appointment given to the citizen, and the one given first. */
  dueAt: Instant | null;
  originalDueAt: Instant | null;
  /** Office minutes left until the appointment at the moment of sending; negative when overdue. */
  remainingMinutes: number | null;
  epoch: number;
}

/** One hand-over on the control slip. */
export interface SlipStep {
  from: string;
  to: string;
  sentAt: Instant;
  answeredAt: Instant | null;
  state: string;
  dueAt: Instant | null;
}

/** What messages are made with. */
export type MessageParts = Pick<ExchangeParts, 'store' | 'bodies' | 'calendar'>;

/**
 * The bytes of a transfer's message, made of the events up to the one that sent it to this receiver: the same whenever they
 * are made.
 * @throws HubError NOT_FOUND once the key of what was written to the dossier is gone.
 */
export async function makeMessage(
  { id, dossier, message }: Pick<TransferDuty, 'id' | 'dossier' | 'message'>,
  parts: MessageParts,
): Promise<Uint8Array> {
  const events = await parts.store.events.findByDossier(dossier);
  const sent = events.find(({ core }) => core.type === 'SENT' && core.body.transfer === id);
  const last = events.findIndex(({ core }) => 'message' in core.body && core.body.message === message);
  const known = events.slice(0, last + 1).map(({ core }) => core);
  const state = fold(known);
  const folded = state?.transfers.find((one) => one.id === id);
  if (sent === undefined || state === null || folded === undefined) {
    throw new HubError('NOT_FOUND', `there are no events of message ${message}`);
  }
  const { note, papers } = (await readAttachment(sent, parts)) ?? { note: null, papers: [] };
  const made: DeliveryMessage = {
    ...toWay(folded, message),
    note,
    papers,
    dossier: toDossier(state, parts.calendar),
    slip: state.transfers.map(toSlipStep),
  };
  return toCanonicalBytes(made);
}

function toWay(
  { id, from, to, sentAt, dueAt }: FoldedTransfer,
  message: string,
): Pick<DeliveryMessage, 'message' | 'transfer' | 'from' | 'to' | 'sentAt' | 'dueAt'> {
  return { message, transfer: id, from, to, sentAt, dueAt };
}

function toSlipStep({ from, to, sentAt, answeredAt, state, dueAt }: FoldedTransfer): SlipStep {
  return { from, to, sentAt, answeredAt, state, dueAt };
}

function toDossier(
  { dossier, opening, dueAt, originalDueAt, epoch, at }: CustodyState,
  calendar: WorkingCalendar,
): MessageDossier {
  const { code, procedure, receivingAgency, receivedAt } = opening;
  const remainingMinutes = dueAt === null ? null : toRemaining(new Date(at), new Date(dueAt), calendar);
  return {
    ...{ id: dossier, code, procedure, receivingAgency, receivedAt },
    ...{ dueAt, originalDueAt, remainingMinutes, epoch },
  };
}

function toRemaining(from: Date, to: Date, calendar: WorkingCalendar): number {
  return from <= to ? calendar.workingMinutesBetween(from, to) : -calendar.workingMinutesBetween(to, from);
}
