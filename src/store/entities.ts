/**
 * How each entity is kept: its collection, what in it is searched, and how its documents become rows of its listing and rows come back
 * from their stored form. One line each; a record that is few of its kind is listed whole.
 */
import {
  reviveRecordRow,
  toDocumentRow,
  toDocumentStatusRow,
  toDossierRow,
  toRecordRow,
  type RecordRow,
  type RowOf,
} from '../lists/rows.js';
import type { SealedDossierContent } from '../records/dossier.js';
import type { EntityName, StoredRecord } from '../records/record.js';
import { toStoredRecord, type RecordDocument } from './record-documents.js';

/** How one entity is kept. */
export interface Entity<Row extends { id: string }> {
  collection: string;
  /** Paths inside the document that are searched; each costs every insert. */
  indexes: readonly string[];
  toRow(document: RecordDocument): Row;
  /** A row as it was before it went through JSON. */
  revive(row: unknown): Row;
}

/** An entity that is listed whole, by its name and code. */
function listedWhole<Content extends { name: string; code: string }>(
  collection: string,
): Entity<RecordRow<Content>> {
  return listedAs<Content>(collection, toRecordRow);
}

/** An entity that is listed whole, by a text of its own. */
function listedAs<Content extends object>(
  collection: string,
  toRow: (stored: StoredRecord<Content>) => RecordRow<Content>,
  indexes: readonly string[] = [],
): Entity<RecordRow<Content>> {
  return {
    collection,
    indexes,
    toRow: (document) => toRow(toStoredRecord<Content>(document)),
    revive: (row) => reviveRecordRow(row as RecordRow<Content>),
  };
}

/** Every entity. */
export const entities: { readonly [Name in EntityName]: Entity<RowOf[Name]> } = {
  agency: listedWhole('agencies'),
  administrativeUnit: listedWhole('administrative_units'),
  procedure: listedWhole('procedures'),
  document: listedAs('documents', toDocumentRow, ['content.documentId', 'content.concerns']),
  documentStatus: listedAs('document_statuses', toDocumentStatusRow, ['content.documentId']),
  officeAgency: listedWhole('office_agencies'),
  dossier: {
    collection: 'dossiers',
    indexes: ['content.codes.value'],
    toRow: (document) => toDossierRow(toStoredRecord<SealedDossierContent>(document)),
    revive: (row) => row as RowOf['dossier'],
  },
};

/** Makes something for each of them. */
export function toEach<Made>(make: (name: EntityName) => Made): Record<EntityName, Made> {
  const names = Object.keys(entities) as EntityName[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<EntityName, Made>;
}
