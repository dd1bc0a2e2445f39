/**
 * Items that broke their contract: kept with the reason and a reference to the bytes, counted, never lost. An item seen
 * bad again is the same entry; one that comes good leaves. Entries hold the raw item sealed, since it may name people.
 */
import { Schema, type Connection } from 'mongoose';
import { writeInChunks } from './in-chunks.js';

/** One fault of an item: which field, what was expected. Never the value. */
export interface QuarantineIssue {
  field: string;
  reason: string;
}

/** One refused item. */
export interface QuarantineEntry {
  source: string;
  stream: string;
  /** The source's key where the item shows one, else the hash of the item. */
  key: string;
  issues: QuarantineIssue[];
  /** Where its bytes are: page hash and position in the page. */
  rawRef: { runId: string; pageHash: string; position: number };
  /** The raw item, sealed. */
  sealedRaw: string;
  /** Of the sealed item and its issues: equal means that nothing about it has changed. */
  digest: string;
}

/** The quarantine of all streams. */
export interface Quarantine {
  init(): Promise<void>;
  put(entries: readonly QuarantineEntry[], seenAt: Date): Promise<void>;
  /** Digests of what of one stream is in quarantine now, by key. */
  findDigests(source: string, stream: string): Promise<Map<string, string>>;
  /** Entries that came again as they were. */
  touch(source: string, stream: string, seen: { keys: readonly string[]; at: Date }): Promise<void>;
  /** How many entries each stream (`source.stream`) has. */
  countByStream(): Promise<Map<string, number>>;
  /** The items came good: they leave. */
  release(source: string, stream: string, keys: readonly string[]): Promise<void>;
  findEntries(source: string, stream: string): Promise<KeptEntry[]>;
  /** Entries of a stream after an id, in the order of their ids. */
  findAfter(
    source: string,
    stream: string,
    after: { id: string | null; limit: number },
  ): Promise<KeptEntry[]>;
  countOf(source: string, stream: string): Promise<number>;
}

/** An entry as it is kept. */
export interface KeptEntry extends QuarantineEntry {
  id: string;
  /** How often it came. */
  count: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

/** Makes the quarantine kept in one database. */
export function makeQuarantine(connection: Connection): Quarantine {
  const model = makeModel(connection);
  const { collection } = model;
  return {
    init: () => model.createIndexes(),
    async put(entries, seenAt) {
      if (entries.length === 0) return;
      await collection.bulkWrite(entries.map((entry) => ({ updateOne: toUpsert(entry, seenAt) })));
    },
    async findDigests(source, stream) {
      const found = await collection
        .find({ source, stream }, { projection: { key: 1, digest: 1 } })
        .toArray();
      return new Map(found.map(({ key, digest }) => [String(key), String(digest)]));
    },
    async touch(source, stream, { keys, at }) {
      const ids = keys.map((key) => toId(source, stream, key));
      await writeInChunks(ids, (chunk) =>
        collection.updateMany(
          { _id: { $in: chunk as never } },
          { $set: { lastSeenAt: at }, $inc: { count: 1 } },
        ),
      );
    },
    async countByStream() {
      const found = await collection
        .aggregate<{ _id: { source: string; stream: string }; n: number }>([
          { $group: { _id: { source: '$source', stream: '$stream' }, n: { $sum: 1 } } },
        ])
        .toArray();
      return new Map(found.map(({ _id, n }) => [`${_id.source}.${_id.stream}`, n]));
    },
    async release(source, stream, keys) {
      if (keys.length === 0) return;
      const ids = keys.map((key) => toId(source, stream, key));
      await writeInChunks(ids, (chunk) => collection.deleteMany({ _id: { $in: chunk as never } }));
    },
    async findEntries(source, stream) {
      return (await collection.find({ source, stream }).toArray()).map(toKept);
    },
    async findAfter(source, stream, { id, limit }) {
      const after = id === null ? {} : { _id: { $gt: id as never } };
      const found = await collection
        .find({ source, stream, ...after })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(toKept);
    },
    countOf: (source, stream) => collection.countDocuments({ source, stream }),
  };
}

function makeModel(connection: Connection) {
  const schema = new Schema(
    { _id: String, source: String, stream: String, key: String },
    { collection: 'quarantine', strict: false, versionKey: false, minimize: false },
  );
  schema.index({ source: 1, stream: 1 });
  return connection.model('quarantine', schema);
}

/** A new entry, or another state of the one there is. */
function toUpsert(entry: QuarantineEntry, seenAt: Date) {
  return {
    filter: { _id: toId(entry.source, entry.stream, entry.key) as never },
    update: {
      $set: { ...entry, lastSeenAt: seenAt },
      $setOnInsert: { firstSeenAt: seenAt },
      $inc: { count: 1 },
    },
    upsert: true,
  };
}

function toKept({ _id, ...entry }: Record<string, unknown>): KeptEntry {
  return { id: String(_id), ...entry } as unknown as KeptEntry;
}

function toId(source: string, stream: string, key: string): string {
  return `${source}.${stream}.${key}`;
}
