/** How new records and new versions are written: each insert and replacement guarded, former versions kept first. */
import type { Model } from 'mongoose';
import { insertEach } from './group.js';
import { inChunks } from './in-chunks.js';
import type { FormerDocument, RecordDocument } from './record-documents.js';

/** The two collections of an entity. */
export interface RecordModels {
  current: Model<RecordDocument>;
  former: Model<FormerDocument>;
}

/** Documents by their ids, in no order. */
export function findDocuments(
  current: Model<RecordDocument>,
  ids: readonly string[],
): Promise<RecordDocument[]> {
  return inChunks(ids, (chunk) =>
    current.collection.find<RecordDocument>({ _id: { $in: chunk as never } }).toArray(),
  );
}

/** Inserts new records. @returns ids that were there already; every other refusal is thrown. */
export async function insertFresh(
  current: Model<RecordDocument>,
  documents: readonly RecordDocument[],
): Promise<string[]> {
  const inserted = await insertEach(current.collection, documents);
  return documents.filter((_, n) => inserted[n] !== true).map(({ _id }) => _id);
}

/** Replaces records by their next versions and keeps the former ones. @returns ids whose head had moved on. */
export async function replaceChanged(
  { current, former }: RecordModels,
  documents: readonly RecordDocument[],
): Promise<string[]> {
  if (documents.length === 0) return [];
  await keepFormer({ current, former }, documents);
  const { matchedCount } = await current.collection.bulkWrite(
    documents.map((document) => ({
      // Our own count guards the replacement: whoever read an older head does not match.
      replaceOne: {
        filter: { _id: document._id as never, v: document.v - 1 },
        replacement: withoutId(document),
      },
    })),
    { ordered: false },
  );
  if (matchedCount === documents.length) return [];
  const heads = await findHeads(current, documents);
  const isThere = ({ _id, h, v }: RecordDocument): boolean =>
    heads.get(_id)?.h === h && heads.get(_id)?.v === v;
  return documents.filter((document) => !isThere(document)).map(({ _id }) => _id);
}

async function findHeads(
  current: Model<RecordDocument>,
  documents: readonly RecordDocument[],
): Promise<Map<string, Pick<RecordDocument, 'h' | 'v'>>> {
  const ids = documents.map(({ _id }) => _id);
  const found = await inChunks(ids, (chunk) =>
    current.collection
      .find<RecordDocument>({ _id: { $in: chunk as never } }, { projection: { h: 1, v: 1 } })
      .toArray(),
  );
  return new Map(found.map(({ _id, h, v }) => [_id, { h, v }]));
}

async function keepFormer(
  { current, former }: RecordModels,
  documents: readonly RecordDocument[],
): Promise<void> {
  const ids = documents.map(({ _id }) => _id);
  const stored = await findDocuments(current, ids);
  const untilAt = new Map(documents.map(({ _id, at }) => [_id, at]));
  const formers = stored.map((was) => ({
    _id: `${was._id}.${was.v}`,
    key: was._id,
    v: was.v,
    to: untilAt.get(was._id) ?? was.at,
    was,
  }));
  // A page repeated after a crash finds its former versions already kept.
  await insertEach(former.collection, formers);
}

function withoutId({ _id, ...rest }: RecordDocument): Omit<RecordDocument, '_id'> {
  return rest;
}
