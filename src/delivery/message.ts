/**
 * What a receiver's system is handed: the transfer, the dossier, its papers by hash, the steps so far, the time left and the
 * sender's opinion, as canonical JSON. Made once and kept: the same message id is the same bytes, however often it is sent.
 */
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { readAttachment } from '../dossiers/attachment.js';
import type { Paper } from '../dossiers/command.js';
import { fold, type CustodyState, type FoldedTransfer } from '../dossiers/custody-state.js';
import type { ExchangeParts } from '../dossiers/parts.js';
import { HubError } from '../errors.js';
import { toCanonicalBytes } from '../evidence/canonical.js';
import type { DossierEvent, Instant } from '../records/dossier-event.js';
import type { TransferDuty } from '../records/exchange.js';
import type { Messages } from '../store/messages.js';

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
  /** The source's record, identity number left out; null where the hub has none. */
  record: object | null;
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
export interface MessageParts extends Pick<ExchangeParts, 'store' | 'bodies' | 'calendar'> {
  messages: Messages;
  /** What the source's record says of a dossier, without its identity number. */
  findRecord(dossier: string): Promise<object | null>;
}

/** The bytes of a transfer's message: those kept, or made and kept now. */
export async function ensureMessage(transfer: TransferDuty, parts: MessageParts): Promise<Uint8Array> {
  const { dossier, message: id } = transfer;
  const kept = await parts.messages.find(id);
  if (kept !== null) return parts.bodies.open(dossier, kept);
  const bytes = toCanonicalBytes(await makeMessage(transfer, parts));
  const sealed = await parts.messages.keep(id, dossier, await parts.bodies.seal(dossier, bytes));
  return parts.bodies.open(dossier, sealed);
}

async function makeMessage(
  { id, dossier, message }: TransferDuty,
  parts: MessageParts,
): Promise<DeliveryMessage> {
  const events = await parts.store.events.findByDossier(dossier);
  const sent = events.find(({ core }) => core.type === 'SENT' && core.body.transfer === id);
  const state = fold(events.map(({ core }) => core));
  const folded = state?.transfers.find((one) => one.id === id);
  if (sent === undefined || state === null || folded === undefined) {
    throw new HubError('NOT_FOUND', `there are no events of transfer ${id}`);
  }
  const { note, papers } = (await readAttachment(sent, parts)) ?? { note: null, papers: [] };
  return {
    ...toWay(folded, message),
    note,
    papers,
    dossier: toDossier(state, { sent, record: await parts.findRecord(dossier), calendar: parts.calendar }),
    slip: state.transfers.map(({ from, to, sentAt, answeredAt, state: stands, dueAt }) => ({
      from,
      to,
      sentAt,
      answeredAt,
      state: stands,
      dueAt,
    })),
  };
}

function toWay({ id, from, to, sentAt, dueAt }: FoldedTransfer, message: string) {
  return { message, transfer: id, from, to, sentAt, dueAt };
}

function toDossier(
  { dossier, opening, dueAt, originalDueAt, epoch }: CustodyState,
  { sent, record, calendar }: { sent: DossierEvent; record: object | null; calendar: WorkingCalendar },
): MessageDossier {
  const { code, procedure, receivingAgency, receivedAt } = opening;
  const remainingMinutes =
    dueAt === null ? null : toRemaining(new Date(sent.core.at), new Date(dueAt), calendar);
  return {
    ...{ id: dossier, code, procedure, receivingAgency, receivedAt },
    ...{ dueAt, originalDueAt, remainingMinutes, epoch, record },
  };
}

function toRemaining(from: Date, to: Date, calendar: WorkingCalendar): number {
  return from <= to ? calendar.workingMinutesBetween(from, to) : -calendar.workingMinutesBetween(to, from);
}
