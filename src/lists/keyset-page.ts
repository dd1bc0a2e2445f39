/**
 * One page of a list that is too long to be held in memory: the store is asked for what follows a position, and for the
 * total only where a client asks for it. The list's order is that of its ids, the newest first.
 */
import type { CursorCodec } from './cursor.js';
import { toCount, type Edge, type PageRequest } from './page.js';

/** What the store is asked. */
export interface KeysetSource<Row> {
  /** The rows that follow an id (the first ones for null), at most `limit`. */
  find(afterId: string | null, limit: number): Promise<readonly Row[]>;
  count(): Promise<number>;
}

/** A page; each part is asked for when it is first looked at. */
export interface KeysetPage<Row> {
  totalCount(): Promise<number>;
  edges(): Promise<readonly Edge<Row>[]>;
  pageInfo(): Promise<{ hasNextPage: boolean; endCursor: string | null }>;
}

/**
 * The page a client asks for; `orderName` is unique over all lists.
 * @throws HubError BAD_INPUT naming `first` or `after`, at once.
 */
export function toKeysetPage<Row extends { id: string }>(
  source: KeysetSource<Row>,
  { first, after }: PageRequest,
  { orderName, cursors }: { orderName: string; cursors: CursorCodec },
): KeysetPage<Row> {
  const count = toCount(first);
  const start = after == null ? null : cursors.decode(orderName, after);
  let asked: Promise<readonly Row[]> | null = null;
  // One row more than wanted tells whether there are more.
  const ask = (): Promise<readonly Row[]> => (asked ??= source.find(start?.id ?? null, count + 1));
  const toEdge = (row: Row): Edge<Row> => ({
    cursor: cursors.encode(orderName, { key: row.id, id: row.id }),
    row,
  });

  return {
    totalCount: () => source.count(),
    edges: async () => (await ask()).slice(0, count).map(toEdge),
    async pageInfo() {
      const rows = await ask();
      const last = rows.slice(0, count).at(-1);
      return {
        hasNextPage: rows.length > count,
        endCursor: last === undefined ? null : toEdge(last).cursor,
      };
    },
  };
}
