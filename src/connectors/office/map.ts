/** Messages of the axis → the hub's records. Pure and total over what wire.ts accepts; fix a wrong value here. */
import { createHash } from 'node:crypto';
import type {
  DocumentBusiness,
  DocumentContent,
  DocumentStatusContent,
  NamedAgency,
  OfficeAgencyContent,
} from '../../records/document.js';
import type { CanonicalRecord } from '../../records/record.js';
import { toContentId } from './edxml/message.js';
import type { AgencyItem, DocumentItem, StatusItem } from './wire.js';

const businesses: Readonly<Record<string, DocumentBusiness>> = {
  '': 'NEW',
  '0': 'NEW',
  '1': 'RECALL',
  '2': 'UPDATE',
  '3': 'REPLACE',
};

/** How a message names the dossier it belongs to, among its appendixes [phụ lục]. */
const dossierMention = /^\s*Mã hồ sơ\s*:\s*(\S+)\s*$/iu;

/** The record of a message that carries a document. */
export function toDocument(item: DocumentItem): CanonicalRecord<DocumentContent>[] {
  const { row, MessageHeader: header, TraceHeaderList: trace, attachments, signature } = item;
  const { Bussiness: business } = trace;
  const replaced = business.ReplacementInfoList.ReplacementInfo.map(({ DocumentId }) => DocumentId);
  const content: DocumentContent = {
    documentId: toText(header.DocumentId),
    business: businesses[business.BussinessDocType] ?? 'NEW',
    reason: toNullable(business.BussinessDocReason),
    concerns: [business.DocumentId, ...replaced].map(toText).filter((id) => id !== ''),
    issuer: toNamed(header.From),
    receivers: header.To.map(toNamed),
    number: toText(header.Code.CodeNumber),
    notation: toText(header.Code.CodeNotation),
    issuedOn: header.PromulgationInfo.PromulgationDate,
    issuedPlace: toNullable(header.PromulgationInfo.Place),
    kindCode: header.DocumentType.Type,
    kindName: toText(header.DocumentType.TypeName),
    subject: toText(header.Subject),
    summary: toNullable(header.Content),
    signer: toSigner(header.SignerInfo),
    priorityCode: Number(header.OtherInfo.Priority),
    dueOn: header.DueDate,
    answers: header.ResponseFor.map(({ DocumentId }) => toText(DocumentId)).filter((id) => id !== ''),
    dossierCodes: toDossierCodes(item),
    isPaper: business.Paper === '1',
    attachments: attachments.map(({ ContentId, AttachmentName, ContentType, sizeBytes, sha256 }) => ({
      contentId: toContentId(ContentId),
      name: toText(AttachmentName),
      mediaType: ContentType === '' ? 'application/octet-stream' : ContentType,
      sizeBytes,
      sha256,
    })),
    signature,
    sentAt: trace.TraceHeader[0]?.Timestamp.toISOString() ?? row.updatedAt,
  };
  const id = toDocumentRecordId(row, content.documentId, business.BussinessDocType);
  return [{ entity: 'document', id, content }];
}

/** The record of a message that tells what became of a document. */
export function toStatus({
  row,
  MessageHeader: header,
}: StatusItem): CanonicalRecord<DocumentStatusContent>[] {
  const content: DocumentStatusContent = {
    documentId: toText(header.ResponseFor[0]?.DocumentId ?? ''),
    agency: toNamed(header.From),
    statusCode: header.StatusCode.padStart(2, '0'),
    description: toNullable(header.Description),
    department: toNullable(header.StaffInfo.Department),
    at: header.Timestamp.toISOString(),
  };
  return [{ entity: 'documentStatus', id: toStatusRecordId(row.id), content }];
}

/** The record of an agency on the axis. */
export function toOfficeAgency({
  organId,
  name,
  registeredOn,
}: AgencyItem): CanonicalRecord<OfficeAgencyContent>[] {
  const content: OfficeAgencyContent = { code: organId, name: toText(name), registeredOn };
  return [{ entity: 'officeAgency', id: organId, content }];
}

/**
 * The record a message is: a document has one record, whoever sends a message with its id; a recall or a correction brings no document of its own and is
 * known by the message.
 */
function toDocumentRecordId(row: { id: string }, documentId: string, business: string): string {
  return `doc_${toDigest(business === '1' || business === '2' ? `#${row.id}` : documentId)}`;
}

export function toStatusRecordId(messageId: string): string {
  return `sta_${toDigest(messageId)}`;
}

function toDigest(text: string): string {
  return createHash('sha256').update(`office\0${text}`).digest('base64url').slice(0, 22);
}

function toDossierCodes({ row, MessageHeader: header }: DocumentItem): string[] {
  const mentioned = header.OtherInfo.Appendixes.Appendix.flatMap(
    (appendix) => dossierMention.exec(appendix.normalize('NFC'))?.[1] ?? [],
  );
  return [...new Set([...mentioned, ...row.links])];
}

function toNamed({ OrganId, OrganName }: { OrganId: string; OrganName: string }): NamedAgency {
  return { code: OrganId, name: toNullable(OrganName) };
}

function toSigner({
  FullName,
  Position,
  Competence,
}: DocumentItem['MessageHeader']['SignerInfo']): DocumentContent['signer'] {
  const fullName = toText(FullName);
  if (fullName === '') return null;
  return { fullName, position: toNullable(Position), competence: toNullable(Competence) };
}

/** Systems mix composed and decomposed letters; the hub keeps composed ones. */
function toText(text: string): string {
  return text.normalize('NFC').trim();
}

function toNullable(text: string): string | null {
  return toText(text) === '' ? null : toText(text);
}
