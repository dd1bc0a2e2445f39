/** How new records and new versions are written: each insert and replacement guarded, former versions kept first. */
import type { Model } from 'mongoose';
import { insertEach } from './group.js';
import { findByIds } from './find-by-ids.js';
import type { FormerDocument, RecordDocument } from './record-documents.js';

/** The two collections of an entity. */
export interface RecordModels {
  current: Model<RecordDocument>;
  former: Model<FormerDocument>;
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
  const ids = documents.map(({ _id }) => _id);
  const found = await findByIds(current, ids, ['h', 'v']);
  const heads = new Map(found.map((head) => [head._id, head]));
  const isThere = ({ _id, h, v }: RecordDocument): boolean =>
    heads.get(_id)?.h === h && heads.get(_id)?.v === v;
  return documents.filter((document) => !isThere(document)).map(({ _id }) => _id);
}

/** A record that another raw item says just so: in other bytes, of a later version, or both. */
export interface RenewedHead {
  id: string;
  hash: string;
  /** Null leaves what it is recognised by. */
  digest: string | null;
  sourceVersion: string;
}

/** Notes what they are known by now; a record that has changed meanwhile, or was met in a later version, keeps its own. */
export async function renewHeads(
  current: Model<RecordDocument>,
  heads: readonly RenewedHead[],
): Promise<void> {
  if (heads.length === 0) return;
  const updates = heads.map(({ id, hash, digest, sourceVersion }) => ({
    updateOne: {
      filter: { _id: id as never, h: hash, sv: { $lte: sourceVersion } },
      update: { $set: { sv: sourceVersion, ...(digest === null ? {} : { d: digest }) } },
    },
  }));
  await current.collection.bulkWrite(updates, { ordered: false });
}

async function keepFormer(
  { current, former }: RecordModels,
  documents: readonly RecordDocument[],
): Promise<void> {
  const ids = documents.map(({ _id }) => _id);
  const stored = await findByIds(current, ids);
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
