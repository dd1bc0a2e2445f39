/**
 * What agencies exchange over the axis of documents [trục liên thông văn bản]: a document as one message carried it, what its receivers told of it, and the
 * agencies that take part. Messages never change; what a document has come to is folded of them (src/documents).
 */
import type { LocalDay } from './record.js';

/** What a message does: sends a document, asks for it back, corrects it, puts it in the place of another. */
export type DocumentBusiness = 'NEW' | 'RECALL' | 'UPDATE' | 'REPLACE';

/** What a receiver tells of a document, by the standard's code (QCVN 102:2016/BTTTT, status message). */
export const statusCodes = {
  ARRIVED: '01',
  REFUSED: '02',
  REGISTERED: '03',
  ASSIGNED: '04',
  PROCESSING: '05',
  DONE: '06',
  RECALL_ASKED: '13',
  RECALL_AGREED: '15',
  RECALL_REFUSED: '16',
} as const;

const recallCodes: ReadonlySet<string> = new Set([
  statusCodes.RECALL_ASKED,
  statusCodes.RECALL_AGREED,
  statusCodes.RECALL_REFUSED,
]);

/** Whether a code is said of a recall, or a correction, rather than of the document itself. */
export function isOfRecall(statusCode: string): boolean {
  return recallCodes.has(statusCode);
}

/** An agency as a message names it. */
export interface NamedAgency {
  code: string;
  name: string | null;
}

/** A file that came with a document; its bytes stay on the axis. */
export interface DocumentAttachment {
  contentId: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** SHA-256, hexadecimal. */
  sha256: string;
}

/** One message that carries a document; the axis's own id of it is the key of its provenance. */
export interface DocumentContent {
  /** Id of the document at its issuer: agency, day and number (QCVN 102:2016, DocumentId). */
  documentId: string;
  business: DocumentBusiness;
  /** Why it is recalled, updated or replaced; null for a new one. */
  reason: string | null;
  /** Ids of the documents recalled, updated or replaced. */
  concerns: readonly string[];
  issuer: NamedAgency;
  receivers: readonly NamedAgency[];
  number: string;
  notation: string;
  issuedOn: LocalDay;
  issuedPlace: string | null;
  /** As its system writes it: systems disagree on these codes, names are what counts. */
  kindCode: string;
  kindName: string;
  subject: string;
  summary: string | null;
  signer: { fullName: string; position: string | null; competence: string | null } | null;
  /** 0 ordinary, 1 urgent, 2 very urgent, 3 express, 4 express at a set hour; others pass through. */
  priorityCode: number;
  dueOn: LocalDay | null;
  /** Ids of the documents this one answers. */
  answers: readonly string[];
  /** Codes of the dossiers it belongs to, told in the message or linked beside it. */
  dossierCodes: readonly string[];
  /** Whether a copy on paper follows. */
  isPaper: boolean;
  attachments: readonly DocumentAttachment[];
  signature: {
    state: 'ABSENT' | 'VALID' | 'PARTIAL' | 'INVALID' | 'UNCHECKED';
    algorithm: string | null;
    isOutdated: boolean;
  };
  /** When its issuer sent it, UTC as ISO 8601. */
  sentAt: string;
}

/** One message that tells what became of a document at a receiver. */
export interface DocumentStatusContent {
  documentId: string;
  /** The receiver that tells it. */
  agency: NamedAgency;
  /** 01–06, 13, 15, 16 of the standard; others pass through. */
  statusCode: string;
  /** Reason or remark; null where there is none. */
  description: string | null;
  department: string | null;
  /** UTC as ISO 8601. */
  at: string;
}

/** An agency on the axis. */
export interface OfficeAgencyContent {
  code: string;
  name: string;
  /** Since when it takes part. */
  registeredOn: LocalDay;
}
