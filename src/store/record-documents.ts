/**
 * How a record lies in its collection. The field names are short because there are millions of them;
 * only this folder knows them.
 */
import { Schema, type Connection, type Model } from 'mongoose';
import type { Provenance, StoredRecord } from '../records/record.js';

/** A record as a document. */
export interface RecordDocument {
  _id: string;
  content: object;
  prov: Provenance;
  /** Hash of the content: equal means unchanged. */
  h: string;
  /** Digest of the raw item as it came; not there where the item is always looked at anew. */
  d?: string;
  /** The source's version: a lower one never replaces a higher one. */
  sv: string;
  /** The hub's count of versions. */
  v: number;
  /** When this version was written. */
  at: Date;
  /** A tombstone: when the source was found to have the record no longer. */
  gone?: Date;
}

/** A former version: the document as it was, until when. */
export interface FormerDocument {
  _id: string;
  key: string;
  v: number;
  to: Date;
  was: RecordDocument;
}

const provenanceSchema = new Schema<Provenance>(
  {
    source: { type: String, required: true },
    stream: { type: String, required: true },
    key: { type: String, required: true },
    version: { type: String, required: true },
    runId: { type: String, required: true },
    fetchedAt: { type: Date, required: true },
    pageHash: { type: String, required: true },
  },
  { _id: false },
);

/** Makes the model of one entity's collection; `indexes` are its own. */
export function makeRecordModel(
  connection: Connection,
  collection: string,
  indexes: readonly string[],
): Model<RecordDocument> {
  const schema = new Schema<RecordDocument>(
    {
      _id: { type: String, required: true },
      content: { type: Schema.Types.Mixed, required: true },
      prov: { type: provenanceSchema, required: true },
      h: { type: String, required: true },
      d: { type: String },
      sv: { type: String, required: true },
      v: { type: Number, required: true },
      at: { type: Date, required: true },
      gone: { type: Date },
    },
    { collection, versionKey: false, minimize: false },
  );
  for (const path of indexes) schema.index({ [path]: 1 });
  return connection.model<RecordDocument>(collection, schema);
}

/** Makes the model of one entity's former versions. */
export function makeFormerModel(connection: Connection, collection: string): Model<FormerDocument> {
  const schema = new Schema<FormerDocument>(
    {
      _id: { type: String, required: true },
      key: { type: String, required: true },
      v: { type: Number, required: true },
      to: { type: Date, required: true },
      was: { type: Schema.Types.Mixed, required: true },
    },
    { collection, versionKey: false, minimize: false },
  );
  schema.index({ key: 1, v: -1 });
  return connection.model<FormerDocument>(collection, schema);
}

/** A document in the hub's own words. */
export function toStoredRecord<Content extends object>(document: RecordDocument): StoredRecord<Content> {
  return {
    id: document._id,
    content: document.content as Content,
    provenance: document.prov,
    version: document.v,
    recordedAt: document.at,
    goneAt: document.gone ?? null,
  };
}
