/**
 * One page of a list, by keyset: the rows that follow a position in an order. Every page costs one pass over the rows
 * that match, the hundredth like the first, and a row written meanwhile neither repeats nor hides another.
 */
import { HubError } from '../errors.js';
import type { CursorCodec, Position, SortKey } from './cursor.js';

/** An order of rows; rows of the same key follow each other by id, rows without a key come last either way. */
export interface Order<Row> {
  /** Unique over all lists: a cursor holds for one order only. */
  name: string;
  direction: 'ASC' | 'DESC';
  key(row: Row): SortKey;
}

/** Which page: `first` rows (1 to 200, 20 when not given) after the cursor `after`. */
export interface PageRequest {
  first?: number | null;
  after?: string | null;
}

/** A row in a page with its position, for `after`. */
export interface Edge<Row> {
  cursor: string;
  row: Row;
}

/** A page; rows are selected when first looked at, so a question for the total alone does not pay for them. */
export interface Page<Row> {
  readonly totalCount: number;
  readonly edges: readonly Edge<Row>[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface Placed<Row> extends Position {
  row: Row;
}

const defaultFirst = 20;
const mostFirst = 200;

/**
 * The page of `rows` (all that match, in any order) that a client asks for.
 * @throws HubError BAD_INPUT naming `first` or `after`, at once.
 */
export function toPage<Row extends { id: string }>(
  rows: readonly Row[],
  { first, after }: PageRequest,
  { order, cursors }: { order: Order<Row>; cursors: CursorCodec },
): Page<Row> {
  const count = toCount(first);
  const start = after == null ? null : cursors.decode(order.name, after);
  let selected: { edges: Edge<Row>[]; hasNextPage: boolean } | null = null;

  function select(): { edges: Edge<Row>[]; hasNextPage: boolean } {
    const placed = selectFollowing(rows, { order, start, count: count + 1 });
    const edges = placed
      .slice(0, count)
      .map((position) => ({ cursor: cursors.encode(order.name, position), row: position.row }));
    return { edges, hasNextPage: placed.length > count };
  }

  return {
    totalCount: rows.length,
    get edges() {
      return (selected ??= select()).edges;
    },
    get pageInfo() {
      const { edges, hasNextPage } = (selected ??= select());
      return { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null };
    },
  };
}

/** How many rows a page may hold. @throws HubError BAD_INPUT naming `first`. */
export function toCount(first: number | null | undefined): number {
  const count = first ?? defaultFirst;
  if (Number.isInteger(count) && count >= 1 && count <= mostFirst) return count;
  throw new HubError(
    'BAD_INPUT',
    `first: expected 1 to ${mostFirst}, got ${count}; ask for the next page with \`after\``,
  );
}

/** The `count` rows that come next after `start`: one pass, keeping the best in a short sorted list. */
function selectFollowing<Row extends { id: string }>(
  rows: readonly Row[],
  { order, start, count }: { order: Order<Row>; start: Position | null; count: number },
): Placed<Row>[] {
  const compare = toComparison(order.direction);
  const best: Placed<Row>[] = [];
  for (const row of rows) {
    const placed = { key: order.key(row), id: row.id, row };
    if (start !== null && compare(placed, start) <= 0) continue;
    const last = best[count - 1];
    if (last !== undefined && compare(placed, last) >= 0) continue;
    if (last !== undefined) best.pop();
    best.splice(findPlace(best, placed, compare), 0, placed);
  }
  return best;
}

/** Where `placed` belongs in a sorted list, by halving. */
function findPlace(sorted: readonly Position[], placed: Position, compare: Comparison): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle];
    if (other !== undefined && compare(other, placed) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Comparison = (a: Position, b: Position) => number;

function toComparison(direction: 'ASC' | 'DESC'): Comparison {
  const sign = direction === 'ASC' ? 1 : -1;
  return (a, b) => {
    if (a.key === b.key) return compareTexts(a.id, b.id);
    if (a.key === null) return 1;
    if (b.key === null) return -1;
    if (typeof a.key === 'number' && typeof b.key === 'number') return sign * (a.key - b.key);
    return sign * compareTexts(String(a.key), String(b.key));
  };
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
