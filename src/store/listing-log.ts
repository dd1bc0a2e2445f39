/**
 * The log that listings are fed from: for one entity, segments of rows in the order they were written. Segment numbers
 * have no gaps at their end (n + 1 is inserted only when n is there), so a reader that asks for what lies after the last
 * one it saw misses nothing. Old segments are merged into the highest number of their range, which readers do not notice.
 */
import { Schema, type Connection } from 'mongoose';
import { isDuplicateKey } from './connection.js';
import { compactSegments } from './listing-compaction.js';
import { toBytes, toEntries, type ListingEntry } from './listing-segments.js';

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
  /**
   * Merges small segments written before a moment; safe beside readers, another merge, and writers that do not take longer than since then
   * from looking for a number to taking it: a number merged away is free again. @returns how many were merged away.
   */
  compact(writtenBefore: Date): Promise<number>;
}

interface SegmentDocument {
  _id: number;
  /** Rows in it. */
  n: number;
  /** Grows with every merge into it, so that two merges cannot undo each other. */
  rev: number;
  bytes: Buffer;
  writtenAt: Date;
}

const segmentsPerRead = 50;

/** Makes the log kept in one collection. */
export function makeListingLog(connection: Connection, collection: string): ListingLog {
  const schema = new Schema<SegmentDocument>(
    {
      _id: { type: Number, required: true },
      n: { type: Number, required: true },
      rev: { type: Number, required: true },
      bytes: { type: Buffer, required: true },
      writtenAt: { type: Date, required: true },
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
    compact: (writtenBefore) => compactSegments(segments, writtenBefore),
  };

  async function insertNext(bytes: Buffer, n: number): Promise<void> {
    for (;;) {
      const newer = await segments
        .find({ _id: { $gt: knownLast as never } }, { projection: { _id: 1 } })
        .toArray();
      knownLast = Math.max(knownLast, ...newer.map(({ _id }) => Number(_id)));
      try {
        await segments.insertOne({ _id: (knownLast + 1) as never, n, rev: 0, bytes, writtenAt: new Date() });
        knownLast += 1;
        return;
      } catch (error) {
        // Another process took the number; look again.
        if (!isDuplicateKey(error)) throw error;
      }
    }
  }
}
