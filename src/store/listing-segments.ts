/** Segments of a listing's log: their entries, their bytes, and which of them to merge. Pure. */
import { gunzipSync, gzipSync } from 'node:zlib';

/** One row, with the source version that decides which of two rows of an id is the later one. */
export interface ListingEntry {
  row: { id: string };
  version: string;
  /** `source.stream` of the record, so that a stream's records can be counted. */
  stream: string;
  /** Whether the record is a tombstone: its row leaves. */
  isGone?: boolean;
}

/** Rows a merged segment may hold: about 2 MB compressed, far below the 16 MB of a document. */
const mergedRows = 20_000;

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

/** Whether a row is older than one written before it. What comes after a tombstone is news, and so is a tombstone. */
export function isOutdated(entry: Omit<ListingEntry, 'row'>, known: Omit<ListingEntry, 'row'>): boolean {
  return known.isGone !== true && entry.isGone !== true && known.version > entry.version;
}

/** The latest entry of each id, in the order of their last appearance; equal versions: the one written later. */
export function toLatest(entries: readonly ListingEntry[]): ListingEntry[] {
  const latest = new Map<string, ListingEntry>();
  for (const entry of entries) {
    const known = latest.get(entry.row.id);
    if (known !== undefined && isOutdated(entry, known)) continue;
    latest.delete(entry.row.id);
    latest.set(entry.row.id, entry);
  }
  return [...latest.values()];
}

/** A segment's bytes. */
export function toBytes(entries: readonly ListingEntry[]): Buffer {
  const rows = entries.map(({ row, version, stream, isGone }) =>
    isGone === true ? [version, stream, row, 1] : [version, stream, row],
  );
  return gzipSync(JSON.stringify(rows), { level: 1 });
}

/** What a segment's bytes hold. */
export function toEntries(bytes: unknown): ListingEntry[] {
  const buffer = Buffer.isBuffer(bytes) ? bytes : (bytes as { buffer: Buffer }).buffer;
  const rows = JSON.parse(gunzipSync(buffer).toString('utf8')) as [string, string, { id: string }, 1?][];
  return rows.map(([version, stream, row, gone]) => ({ version, stream, row, isGone: gone === 1 }));
}
