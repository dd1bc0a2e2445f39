/**
 * The log that listings are fed from: for one entity, segments of rows in the order they were written. Segment numbers
 * have no gaps at their end (n + 1 is inserted only when n is there), so a reader that asks for what lies after the last
 * one it saw misses nothing. Old segments are merged into the highest number of their range, which readers do not notice.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import { Schema, type Connection } from 'mongoose';
import { isDuplicateKey } from './connection.js';

/** One row, with the source version that decides which of two rows of an id is the later one. */
export interface ListingEntry {
  row: { id: string };
  version: string;
  /** `source.stream` of the record, so that a stream's records can be counted. */
  stream: string;
}

/** A segment as a reader gets it. */
export interface ListingSegment {
  number: number;
  entries: ListingEntry[];
}

/** The log of one entity. */
export interface ListingLog {
  append(entries: readonly ListingEntry[]): Promise<void>;
  /** Segments after `number`, in order, as many as fit a moderate answer; empty when there is nothing newer. */
  findAfter(number: number): Promise<ListingSegment[]>;
  /** Merges small segments; safe beside writers, readers and another merge. @returns how many were merged away. */
  compact(): Promise<number>;
}

interface SegmentDocument {
  _id: number;
  /** Rows in it. */
  n: number;
  /** Grows with every merge into it, so that two merges cannot undo each other. */
  rev: number;
  bytes: Buffer;
}

/** Rows a merged segment may hold: about 2 MB compressed, far below the 16 MB of a document. */
const mergedRows = 20_000;
const segmentsPerRead = 50;

/** Makes the log kept in one collection. */
export function makeListingLog(connection: Connection, collection: string): ListingLog {
  const schema = new Schema<SegmentDocument>(
    {
      _id: { type: Number, required: true },
      n: { type: Number, required: true },
      rev: { type: Number, required: true },
      bytes: { type: Buffer, required: true },
    },
    { collection, versionKey: false },
  );
  const { collection: segments } = connection.model<SegmentDocument>(collection, schema);
  /** The highest number known to exist; asking only for what lies beyond keeps the question narrow. */
  let knownLast = 0;
  /** Appends of this process go one after the other: a number is taken only when its predecessor is there. */
  let lastAppend: Promise<void> = Promise.resolve();

  return {
    async append(entries) {
      if (entries.length === 0) return;
      const bytes = toBytes(entries);
      const appended = lastAppend.then(() => insertNext(bytes, entries.length));
      lastAppend = appended.catch(() => undefined);
      await appended;
    },
    async findAfter(number) {
      const found = await segments
        .find({ _id: { $gt: number as never } })
        .sort({ _id: 1 })
        .limit(segmentsPerRead)
        .toArray();
      return found.map((segment) => ({ number: Number(segment._id), entries: toEntries(segment['bytes']) }));
    },
    async compact() {
      let merged = 0;
      for (const range of toRanges(await findSizes())) merged += await mergeRange(range);
      return merged;
    },
  };

  async function insertNext(bytes: Buffer, n: number): Promise<void> {
    for (;;) {
      const newer = await segments
        .find({ _id: { $gt: knownLast as never } }, { projection: { _id: 1 } })
        .toArray();
      knownLast = Math.max(knownLast, ...newer.map(({ _id }) => Number(_id)));
      try {
        await segments.insertOne({ _id: (knownLast + 1) as never, n, rev: 0, bytes });
        knownLast += 1;
        return;
      } catch (error) {
        // Another process took the number; look again.
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }

  async function findSizes(): Promise<{ _id: number; n: number }[]> {
    const sizes = await segments
      .find({}, { projection: { n: 1 } })
      .sort({ _id: 1 })
      .toArray();
    // The newest segment stays as it is: writers and readers are at work there.
    return sizes.slice(0, -1).map(({ _id, n }) => ({ _id: Number(_id), n: Number(n) }));
  }

  async function mergeRange(ids: readonly number[]): Promise<number> {
    const target = ids.at(-1);
    if (target === undefined || ids.length < 2) return 0;
    const found = await segments
      .find({ _id: { $in: ids as never } })
      .sort({ _id: 1 })
      .toArray();
    const into = found.find(({ _id }) => Number(_id) === target);
    if (found.length !== ids.length || into === undefined) return 0;
    const entries = toLatest(found.flatMap((segment) => toEntries(segment['bytes'])));
    const rev = Number(into['rev']);
    const { matchedCount } = await segments.updateOne(
      { _id: target as never, rev },
      { $set: { bytes: toBytes(entries), n: entries.length, rev: rev + 1 } },
    );
    if (matchedCount === 0) return 0;
    const spent = found.filter(({ _id }) => Number(_id) !== target);
    await segments.bulkWrite(
      spent.map((segment) => ({ deleteOne: { filter: { _id: segment._id, rev: Number(segment['rev']) } } })),
    );
    return spent.length;
  }
}

/** Neighbouring segments that fit into one; exported for the tables that test it. */
export function toRanges(sizes: readonly { _id: number; n: number }[]): number[][] {
  const ranges: number[][] = [];
  let rows = Number.POSITIVE_INFINITY;
  for (const { _id, n } of sizes) {
    const range = ranges.at(-1);
    if (range === undefined || rows + n > mergedRows) {
      ranges.push([_id]);
      rows = n;
    } else {
      range.push(_id);
      rows += n;
    }
  }
  return ranges.filter(({ length }) => length > 1);
}

/** The latest entry of each id, in the order of their last appearance; equal versions: the one written later. */
function toLatest(entries: readonly ListingEntry[]): ListingEntry[] {
  const latest = new Map<string, ListingEntry>();
  for (const entry of entries) {
    const known = latest.get(entry.row.id);
    if (known !== undefined && known.version > entry.version) continue;
    latest.delete(entry.row.id);
    latest.set(entry.row.id, entry);
  }
  return [...latest.values()];
}

function toBytes(entries: readonly ListingEntry[]): Buffer {
  return gzipSync(JSON.stringify(entries.map(({ row, version, stream }) => [version, stream, row])), {
    level: 1,
  });
}

function toEntries(bytes: unknown): ListingEntry[] {
  const buffer = Buffer.isBuffer(bytes) ? bytes : (bytes as { buffer: Buffer }).buffer;
  const rows = JSON.parse(gunzipSync(buffer).toString('utf8')) as [string, string, { id: string }][];
  return rows.map(([version, stream, row]) => ({ version, stream, row }));
}
