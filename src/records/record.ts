/**
 * What every record of the hub has, whatever source it came from: an id, a content and its provenance.
 * The entities themselves are in the files beside this one; how they are kept is the store's business.
 */

/** The kinds of record the hub keeps; one collection each. */
export type EntityName =
  'agency' | 'administrativeUnit' | 'procedure' | 'dossier' | 'document' | 'documentStatus' | 'officeAgency';

/** Level of the administration. Districts ended on 2025-07-01 and stay in the model, closed by date. */
export type Level = 'PROVINCE' | 'DISTRICT' | 'COMMUNE';

/** A day in Asia/Ho_Chi_Minh as `yyyy-MM-dd`. */
export type LocalDay = string;

/** Where a record came from, down to the page of bytes it was read in. */
export interface Provenance {
  source: string;
  stream: string;
  /** The key under which the source knows the record. */
  key: string;
  /** The source's own version of the record; versions of one record compare as strings. */
  version: string;
  runId: string;
  fetchedAt: Date;
  /** SHA-256 of the page's bytes, in hexadecimal. */
  pageHash: string;
}

/** What a connector's `map` makes of one raw item: which entity, under which id, saying what. */
export interface CanonicalRecord<Content extends object = object> {
  entity: EntityName;
  /** The hub's id: stable over re-coding at the source, opaque to clients. */
  id: string;
  content: Content;
}

/** A record as the store keeps and returns it. */
export interface StoredRecord<Content extends object = object> {
  id: string;
  content: Content;
  provenance: Provenance;
  /** The hub's count of versions of this record, from 1. */
  version: number;
  /** When this version was written. */
  recordedAt: Date;
  /** When the source was found to have it no longer; null while it has it. */
  goneAt: Date | null;
}
