/**
 * Printable slips of a dossier, in Vietnamese, each with a receipt as QR code: the control slip [phiếu kiểm soát] and the
 * appointment slip [giấy tiếp nhận hồ sơ và hẹn trả kết quả]. For officers whose agency has or had to do with the dossier.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { judge } from '../../figures/outcome.js';
import { concernsAgency, type PaperParts } from '../../delivery/papers.js';
import { fold, type CustodyState, type FoldedTransfer } from '../../dossiers/custody-state.js';
import { toReceiptId } from '../../dossiers/identifiers.js';
import { toOptionalDate } from '../../dossiers/instants.js';
import { HubError } from '../../errors.js';
import type { Listings } from '../../lists/listing.js';
import type { DossierEvent } from '../../records/dossier-event.js';
import type { Authenticate } from '../authenticate.js';
import {
  slipContentSecurityPolicy,
  toSlipPage,
  type AppointmentSlip,
  type ControlRow,
  type Slip,
  type SlipHead,
} from '../slip-page.js';

/** What the routes work with. */
export interface SlipRouteParts extends PaperParts {
  authenticate: Authenticate;
  listings: Pick<Listings, 'agency' | 'procedure'>;
  /** Address citizens reach the hub at; null where none is set. */
  publicUrl: string | null;
  now(): Date;
}

interface Address {
  Params: { dossier: string };
}

/** Adds GET /exchange/slips/<dossier>/control and …/appointment. */
export function addSlipRoutes(server: FastifyInstance, parts: SlipRouteParts): void {
  server.get<Address>('/exchange/slips/:dossier/control', async (request, reply) => {
    const { state, head } = await readDossier(request, parts);
    const rows = state.transfers.map((transfer) => toRow(transfer, parts));
    return send(reply, { kind: 'CONTROL', ...head, rows });
  });

  server.get<Address>('/exchange/slips/:dossier/appointment', async (request, reply) => {
    const { state, head } = await readDossier(request, parts);
    const record = (await parts.findRecord(state.dossier)) as AppointmentRecord | null;
    if (record === null) throw new HubError('NOT_FOUND', 'there is no record of this dossier to print from');
    const place = nameOf(state.opening.receivingAgency, parts);
    return send(reply, {
      kind: 'APPOINTMENT',
      ...head,
      ...toApplicant(record),
      receivedBy: null,
      returnPlace: place,
    });
  });
}

/** What of the source's record the appointment slip shows. */
interface AppointmentRecord {
  applicant: { name: string; phone?: string; address?: string; email?: string };
}

function toApplicant({
  applicant,
}: AppointmentRecord): Pick<AppointmentSlip, 'applicant' | 'contacts' | 'papers'> {
  const { name, address, phone, email } = applicant;
  const contacts = [address, phone, email].filter((one) => one !== undefined && one !== '');
  return { applicant: name, contacts: contacts as string[], papers: [] };
}

async function readDossier(
  request: FastifyRequest<Address>,
  parts: SlipRouteParts,
): Promise<{ state: CustodyState; head: SlipHead }> {
  const { dossier } = request.params;
  await requireOfficer(request, parts);
  const events = await parts.store.events.findByDossier(dossier);
  const state = fold(events.map(({ core }) => core));
  const receipted = events.findLast(({ receipt }) => receipt !== null);
  if (state === null || receipted === undefined)
    throw new HubError('NOT_FOUND', 'nothing has happened to this dossier between agencies yet');
  return { state, head: toHead(state, receipted, parts) };
}

function toHead(state: CustodyState, { id, receipt }: DossierEvent, parts: SlipRouteParts): SlipHead {
  const { opening, dueAt, originalDueAt } = state;
  const holder = parts.listings.agency.get(state.holder)?.content;
  return {
    agency: holder?.name ?? state.holder,
    superior: holder?.parentCode == null ? null : nameOf(holder.parentCode, parts),
    dossier: opening.code ?? state.dossier,
    procedure: parts.listings.procedure.get(opening.procedure)?.content.name ?? opening.procedure,
    receivedAt: toOptionalDate(opening.receivedAt) ?? toOptionalDate(opening.since) ?? parts.now(),
    dueAt: toOptionalDate(dueAt),
    originalDueAt: dueAt === originalDueAt ? null : toOptionalDate(originalDueAt),
    issuedAt: parts.now(),
    receipt: { id: toReceiptId(id), jws: receipt ?? '' },
    verifyUrl: parts.publicUrl === null ? null : new URL('/verify', parts.publicUrl).toString(),
  };
}

/** One hand-over; it is judged by the day, as appointments are. */
function toRow(transfer: FoldedTransfer, parts: SlipRouteParts): ControlRow {
  const { from, to, sentAt, answeredAt, state, dueAt } = transfer;
  const isTaken = state === 'ACCEPTED' && answeredAt !== null;
  return {
    from: { agency: nameOf(from, parts), person: null, at: new Date(sentAt) },
    to: isTaken ? { agency: nameOf(to, parts), person: null, at: new Date(answeredAt) } : null,
    dueAt: toOptionalDate(dueAt),
    result: answeredAt === null ? null : toResult(transfer, Date.parse(answeredAt)),
    note: state === 'RETURNED' ? 'Trả lại' : state === 'RECALLED' ? 'Thu hồi' : null,
  };
}

function toResult({ sentAt, dueAt }: FoldedTransfer, answeredAtMs: number): ControlRow['result'] {
  const facts = {
    statusCode: 9,
    receivedAtMs: Date.parse(sentAt),
    dueAtMs: dueAt === null ? null : Date.parse(dueAt),
    completedAtMs: answeredAtMs,
    returnedAtMs: null,
  };
  const outcome = judge(facts, 'BY_DATE', answeredAtMs);
  return outcome === 'EARLY' || outcome === 'LATE' ? outcome : 'ON_TIME';
}

async function requireOfficer(request: FastifyRequest<Address>, parts: SlipRouteParts): Promise<void> {
  const principal = await parts.authenticate(request.headers);
  if (principal === null) throw new HubError('UNAUTHENTICATED', 'slips need a token');
  if (principal.agency === null || !principal.scopes.includes('dossier:personal'))
    throw new HubError('FORBIDDEN', 'slips need the scope dossier:personal and an agency to act for');
  const { agency } = principal;
  if (await concernsAgency(request.params.dossier, (code) => code === agency, parts)) return;
  throw new HubError('NOT_FOUND', 'there is no such dossier for this caller');
}

function nameOf(code: string, { listings }: Pick<SlipRouteParts, 'listings'>): string {
  return listings.agency.get(code)?.content.name ?? code;
}

function send(reply: FastifyReply, slip: Slip): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', slipContentSecurityPolicy)
    .header('cache-control', 'no-store')
    .send(toSlipPage(slip));
}
