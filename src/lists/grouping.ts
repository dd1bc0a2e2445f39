/** Rows by a key of theirs; for a whole listing, grouped once for as long as it does not change. */
import type { Listing } from './listing.js';

/** The rows of each key, in the order they came. */
export function groupBy<Row, Key>(rows: Iterable<Row>, keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Finds the rows of a listing that have one of these keys; a key named twice counts once. */
export type RowsByKey<Row> = (keys: Iterable<string>) => Row[];

/** Makes the lookup over a listing; the first question after a change pays one pass over all rows. */
export function makeRowsByKey<Row extends { id: string }>(
  listing: Listing<Row>,
  keyOf: (row: Row) => string,
): RowsByKey<Row> {
  let groups = new Map<string, Row[]>();
  let groupedAt: number | null = null;
  return (keys) => {
    if (groupedAt !== listing.generation) {
      groups = groupBy(listing.values(), keyOf);
      groupedAt = listing.generation;
    }
    return [...new Set(keys)].flatMap((key) => groups.get(key) ?? []);
  };
}
