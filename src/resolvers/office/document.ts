/** `Document` and its parts. What messages add up to is folded in src/lists/document-life.ts. */
import type { FoldedDispatch } from '../../dossiers/dispatches/dispatch-state.js';
import type { JudgingRule, Outcome } from '../../figures/outcome.js';
import { judgeDelivery, toDueAt } from '../../lists/document-filter.js';
import type { DocumentDelivery, DocumentEntry } from '../../lists/document-life.js';
import type { Page, PageRequest } from '../../lists/page.js';
import type { DocumentRow, DocumentStatusRow } from '../../lists/rows.js';
import type { DocumentAttachment, DocumentContent } from '../../records/document.js';
import type { Provenance } from '../../records/record.js';
import { toAgencyReference, type AgencyReference } from '../agency-reference.js';
import { rowConnection, rowEdge } from '../connections.js';
import type { HubContext } from '../context.js';
import { findDispatchesOf } from './dispatch.js';
import { findThread } from './thread.js';
import { findVisible, toDocumentPage } from './document-page.js';

const priorities = ['ORDINARY', 'URGENT', 'VERY_URGENT', 'EXPRESS', 'EXPRESS_AT_HOUR'] as const;

/** How long a link to a file is good. */
const linkMs = 5 * 60_000;

/** Fields whose name is their name in the message that holds now. */
const currentFields = (...names: readonly (keyof DocumentContent)[]) =>
  Object.fromEntries(names.map((name) => [name, ({ current }: DocumentEntry) => current.content[name]]));

const toDate = (at: string | null): Date | null => (at === null ? null : new Date(at));

const document = {
  __resolveReference: ({ id }: { id: string }, context: HubContext): DocumentEntry | null =>
    findVisible(context.documents().find(id), context),
  ...currentFields('number', 'notation', 'kindCode', 'subject', 'summary', 'issuedOn', 'issuedPlace'),
  ...currentFields('signer', 'priorityCode', 'dueOn', 'isPaper', 'signature'),
  documentId: ({ first }: DocumentEntry): string => first.content.documentId,
  code: ({ current: { content } }: DocumentEntry): string =>
    [content.number, content.notation].filter((part) => part !== '').join('/'),
  kind: ({ current }: DocumentEntry): string => current.content.kindName,
  issuer: ({ first }: DocumentEntry): AgencyReference | null => toAgencyReference(first.content.issuer.code),
  issuerName: ({ first }: DocumentEntry): string | null => first.content.issuer.name,
  priority: ({ current }: DocumentEntry): string | null => priorities[current.content.priorityCode] ?? null,
  dueAt: (entry: DocumentEntry, _: unknown, { calendar }: HubContext): Date | null =>
    toDueAt(entry, calendar),
  sentAt: ({ first }: DocumentEntry): Date => new Date(first.content.sentAt),
  deliveries: (entry: DocumentEntry): OneDelivery[] =>
    entry.deliveries.map((delivery) => ({ ...delivery, entry })),
  recall: ({ recall }: DocumentEntry): { at: Date; reason: string | null } | null =>
    recall === null ? null : { at: new Date(recall.content.sentAt), reason: recall.content.reason },
  versions: ({ versions }: DocumentEntry): object[] => versions.map(toVersion),
  replacedBy: ({ first }: DocumentEntry, _: unknown, context: HubContext): DocumentEntry | null =>
    findVisible(context.documents().findReplacement(first.content.documentId), context),
  replaces: ({ first }: DocumentEntry, _: unknown, context: HubContext): DocumentEntry | null =>
    first.content.business === 'REPLACE' ? (findAll(first.content.concerns, context)[0] ?? null) : null,
  answers: ({ current }: DocumentEntry, _: unknown, context: HubContext): DocumentEntry[] =>
    findAll(current.content.answers, context),
  answeredBy: ({ first }: DocumentEntry, args: PageRequest, context: HubContext): Page<DocumentEntry> =>
    toDocumentPage(context.documents().answersTo(first.content.documentId), args, context),
  thread: (entry: DocumentEntry, _: unknown, context: HubContext): DocumentEntry[] =>
    findThread(entry, context.documents()).flatMap((one) => findVisible(one, context) ?? []),
  attachments: ({ current }: DocumentEntry): OneAttachment[] =>
    current.content.attachments.map((attachment) => ({
      ...attachment,
      messageId: current.provenance.key,
    })),
  dossiers: async (
    { current }: DocumentEntry,
    _: unknown,
    { loaders }: HubContext,
  ): Promise<{ id: string }[]> => {
    const found = await Promise.all(
      current.content.dossierCodes.map((code) => loaders.findDossierByCode(code)),
    );
    const ids = new Set(found.flatMap((one) => one?.id ?? []));
    return [...ids].map((id) => ({ id }));
  },
  dispatches: (entry: DocumentEntry, _: unknown, context: HubContext): Promise<FoldedDispatch[]> =>
    findDispatchesOf(entry, context),
  provenance: ({ current }: DocumentEntry): Provenance => current.provenance,
};

/** A delivery with the document it is of. */
type OneDelivery = DocumentDelivery & { entry: DocumentEntry };

/** A file with the message it lies in. */
type OneAttachment = DocumentAttachment & { messageId: string };

const delivery = {
  agency: ({ agencyCode }: OneDelivery): AgencyReference | null => toAgencyReference(agencyCode),
  since: ({ since }: OneDelivery): Date | null => toDate(since),
  arrivedAt: ({ arrivedAt }: OneDelivery): Date | null => toDate(arrivedAt),
  doneAt: ({ doneAt }: OneDelivery): Date | null => toDate(doneAt),
  outcome: (
    { entry, ...one }: OneDelivery,
    { rule, at }: { rule: JudgingRule; at?: Date | null },
    { calendar, now }: HubContext,
  ): Outcome => judgeDelivery(entry, one, { rule, calendar, nowMs: (at ?? now()).getTime() }),
};

const status = {
  statusCode: ({ content }: DocumentStatusRow): string => content.statusCode,
  department: ({ content }: DocumentStatusRow): string | null => content.department,
  description: ({ content }: DocumentStatusRow): string | null => content.description,
  at: ({ content }: DocumentStatusRow): Date => new Date(content.at),
};

const attachment = {
  url: ({ messageId, contentId }: OneAttachment, _: unknown, { signPath, now }: HubContext): string =>
    signPath(
      `/office/attachments/${encodeURIComponent(messageId)}/${encodeURIComponent(contentId)}`,
      new Date(now().getTime() + linkMs),
    ),
};

function toVersion({ content, provenance }: DocumentRow, place: number): object {
  const { sentAt, reason, subject } = content;
  return { version: place + 1, sentAt: new Date(sentAt), reason, subject, provenance };
}

function findAll(documentIds: readonly string[], context: HubContext): DocumentEntry[] {
  const book = context.documents();
  return documentIds.flatMap((id) => findVisible(book.findByDocumentId(id), context) ?? []);
}

export const documentTypes = {
  Document: document,
  DocumentDelivery: delivery,
  DocumentStatus: status,
  DocumentAttachment: attachment,
  DocumentConnection: rowConnection,
  DocumentEdge: rowEdge,
};
