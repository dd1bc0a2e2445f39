/**
 * Merges small segments of a listing's log into the highest number of their range. Every step is guarded by the segment's
 * revision, so that writers, readers and another merge at the same time lose nothing.
 */
import type { Collection } from 'mongoose';
import { toBytes, toEntries, toLatest, toRanges } from './listing-segments.js';

/** The collection of a log. */
export type Segments = Collection;

/** Merges what can be merged. @returns how many segments were merged away. */
export async function compactSegments(segments: Segments, writtenBefore: Date): Promise<number> {
  let merged = 0;
  for (const range of toRanges(await findSizes(segments, writtenBefore)))
    merged += await mergeRange(segments, range);
  return merged;
}

async function findSizes(segments: Segments, writtenBefore: Date): Promise<{ _id: number; n: number }[]> {
  const found = await segments
    .find({}, { projection: { n: 1, writtenAt: 1 } })
    .sort({ _id: 1 })
    .toArray();
  // Up to the first young one, whatever the clocks of their writers say of those behind it; and the newest stays as it is.
  const young = found.findIndex(({ writtenAt }) => !(writtenAt < writtenBefore));
  const old = found.slice(0, young === -1 ? -1 : young);
  return old.map(({ _id, n }) => ({ _id: Number(_id), n: Number(n) }));
}

async function mergeRange(segments: Segments, ids: readonly number[]): Promise<number> {
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
