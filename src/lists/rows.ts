/**
 * The rows of the listings. Agencies, units and procedures are few: their rows are the whole records. Dossiers are many:
 * their rows hold only what lists filter, order and count by, and the dossier itself is fetched by its id.
 * An agency's and a procedure's id is its code; a unit's is `code@validFrom`.
 */
import type { DossierFacts } from '../figures/outcome.js';
import type { AdministrativeUnitContent } from '../records/administrative-unit.js';
import type { AgencyContent } from '../records/agency.js';
import type { SealedDossierContent } from '../records/dossier.js';
import type { DocumentContent, DocumentStatusContent, OfficeAgencyContent } from '../records/document.js';
import type { ProcedureContent } from '../records/procedure.js';
import type { StoredRecord } from '../records/record.js';
import { fold } from './fold.js';

/** A record with the text it is searched by, folded. */
export type RecordRow<Content extends object> = StoredRecord<Content> & { text: string };

export type AgencyRow = RecordRow<AgencyContent>;
export type UnitRow = RecordRow<AdministrativeUnitContent>;
export type ProcedureRow = RecordRow<ProcedureContent>;
export type DocumentRow = RecordRow<DocumentContent>;
export type DocumentStatusRow = RecordRow<DocumentStatusContent>;

/** What is listed of each entity: one line each. */
export interface RowOf {
  agency: AgencyRow;
  administrativeUnit: UnitRow;
  procedure: ProcedureRow;
  document: DocumentRow;
  documentStatus: DocumentStatusRow;
  officeAgency: RecordRow<OfficeAgencyContent>;
  dossier: DossierRow;
}

/** A dossier as the store returns it. */
export type StoredDossier = StoredRecord<SealedDossierContent>;

/** A dossier in a listing: JSON all through. */
export interface DossierRow extends DossierFacts {
  id: string;
  /** Every code, the current one first. */
  codes: string[];
  channelCode: number;
  procedureCode: string;
  /** The agency that received it. */
  agencyCode: string;
  holderCode: string;
  /** Opaque id of the applicant; null where the source gave no usable number. */
  citizenId: string | null;
  /** Applicant's name, subject and codes, folded. Personal data. */
  text: string;
}

/** The row of a record that is few of its kind: the whole of it, searched by name and code. */
export function toRecordRow<Content extends { name: string; code: string }>(
  stored: StoredRecord<Content>,
): RecordRow<Content> {
  return { ...stored, text: fold(`${stored.content.name} ${stored.content.code}`) };
}

/** The row of a message that carries a document: the whole of it, searched by number, subject, kind and issuer. */
export function toDocumentRow(stored: StoredRecord<DocumentContent>): DocumentRow {
  const { number, notation, subject, kindName, issuer } = stored.content;
  const text = fold(
    [number, `${number}/${notation}`, notation, subject, kindName, issuer.name ?? ''].join(' '),
  );
  return { ...stored, text };
}

/** The row of what became of a document: found by its document, never searched. */
export function toDocumentStatusRow(stored: StoredRecord<DocumentStatusContent>): DocumentStatusRow {
  return { ...stored, text: '' };
}

/** The row of a dossier, searched by applicant's name, subject and every code. */
export function toDossierRow({ id, content }: StoredDossier): DossierRow {
  const codes = content.codes.map(({ value }) => value);
  return {
    id,
    codes,
    ...toDossierFacts(content),
    channelCode: content.channelCode,
    procedureCode: content.procedureCode,
    agencyCode: content.receivingAgencyCode,
    holderCode: content.holderCode,
    citizenId: content.applicant.citizenId,
    text: fold([content.applicant.name, content.subject, ...codes].join(' ')),
  };
}

/** What a dossier is judged by. */
export function toDossierFacts(content: SealedDossierContent): DossierFacts {
  const toMs = (at: Date | null): number | null => at?.getTime() ?? null;
  return {
    statusCode: content.statusCode,
    receivedAtMs: toMs(content.receivedAt),
    dueAtMs: toMs(content.dueAt),
    completedAtMs: toMs(content.completedAt),
    returnedAtMs: toMs(content.returnedAt),
  };
}

/** A record's row as it was before it went through JSON: its two instants are dates again. */
export function reviveRecordRow<Row extends RecordRow<object>>(stored: Row): Row {
  const { provenance, recordedAt } = stored;
  return {
    ...stored,
    provenance: { ...provenance, fetchedAt: new Date(provenance.fetchedAt) },
    recordedAt: new Date(recordedAt),
  };
}
