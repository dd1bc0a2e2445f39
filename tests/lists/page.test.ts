import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeCursorCodec, type SortKey } from '../../src/lists/cursor.js';
import { toPage, type Order, type Page } from '../../src/lists/page.js';

interface Row {
  id: string;
  key: SortKey;
}

const cursors = makeCursorCodec(Buffer.alloc(32, 1));
const ascending: Order<Row> = { name: 'row.asc', direction: 'ASC', key: ({ key }) => key };
const descending: Order<Row> = { name: 'row.desc', direction: 'DESC', key: ({ key }) => key };

const toRows = (keys: fc.Arbitrary<SortKey>): fc.Arbitrary<Row[]> =>
  fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), key: keys }), {
    selector: ({ id }) => id,
    maxLength: 60,
  });
// Few different keys, so that ties and missing keys are common.
const numberedRows = toRows(fc.option(fc.nat(5), { nil: null }));
const namedRows = toRows(fc.option(fc.constantFrom('05', '05.1', 'H31', 'ạ'), { nil: null }));
const orders = fc.constantFrom(ascending, descending);

function idsOf({ edges }: Page<Row>): string[] {
  return edges.map(({ row }) => row.id);
}

/** Reads page after page; between pages `between` may change the rows. */
function walk(
  rows: Row[],
  { order, first, between }: { order: Order<Row>; first: number; between?: () => void },
): string[] {
  const seen: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Page<Row> = toPage(rows, { first, after }, { order, cursors });
    seen.push(...idsOf(page));
    if (!page.pageInfo.hasNextPage) return seen;
    if (seen.length > 200) throw new Error('the pages do not come to an end');
    after = page.pageInfo.endCursor;
    between?.();
  }
}

/** The order as the SDL words it: by key, rows without one last, ties by id. */
function sorted(rows: readonly Row[], { direction }: Order<Row>): string[] {
  const keyed = rows.filter(({ key }) => key !== null);
  const less = (a: string | number, b: string | number): number =>
    a === b ? 0 : String(a) < String(b) ? -1 : 1;
  keyed.sort((a, b) => (direction === 'ASC' ? 1 : -1) * less(a.key ?? '', b.key ?? '') || less(a.id, b.id));
  const unkeyed = rows.filter(({ key }) => key === null).sort((a, b) => less(a.id, b.id));
  return [...keyed, ...unkeyed].map(({ id }) => id);
}

describe('walking all pages', () => {
  test('shows every row once, in the order of a sort, whatever the page size', () => {
    fc.assert(
      fc.property(
        fc.oneof(numberedRows, namedRows),
        orders,
        fc.integer({ min: 1, max: 70 }),
        (rows, order, first) => {
          expect(walk(rows, { order, first })).toEqual(sorted(rows, order));
        },
      ),
    );
  });

  test('skips and repeats no row that was there before when rows are added between pages', () => {
    fc.assert(
      fc.property(numberedRows, numberedRows, orders, (rows, arrivals, order) => {
        const known = new Set(rows.map(({ id }) => id));
        const waiting = arrivals.filter(({ id }) => !known.has(id));
        const current = [...rows];
        const seen = walk(current, { order, first: 3, between: () => current.push(...waiting.splice(0, 2)) });
        expect(seen.filter((id) => known.has(id))).toEqual(sorted(rows, order));
        expect(new Set(seen).size).toBe(seen.length);
      }),
    );
  });
});

describe('toPage', () => {
  const rows = Array.from({ length: 25 }, (_, at) => ({ id: `r${String(at).padStart(2, '0')}`, key: at }));

  test('gives 20 rows when the client does not say how many', () => {
    expect(toPage(rows, {}, { order: ascending, cursors }).edges).toHaveLength(20);
    expect(toPage(rows, { first: null, after: null }, { order: ascending, cursors }).edges).toHaveLength(20);
  });

  test('counts all rows whatever the page', () => {
    expect(toPage(rows, { first: 3 }, { order: ascending, cursors }).totalCount).toBe(25);
  });

  test('ends without a next page exactly at the last row', () => {
    expect(toPage(rows, { first: 25 }, { order: ascending, cursors }).pageInfo.hasNextPage).toBe(false);
    expect(toPage(rows, { first: 24 }, { order: ascending, cursors }).pageInfo.hasNextPage).toBe(true);
  });

  test('has no end cursor when it is empty', () => {
    const page = toPage<Row>([], {}, { order: ascending, cursors });
    expect(page.pageInfo).toEqual({ hasNextPage: false, endCursor: null });
  });

  test('goes on from the cursor of any edge, though its row is gone', () => {
    const cursor = toPage(rows, { first: 5 }, { order: ascending, cursors }).edges[2]?.cursor;
    const without = rows.filter(({ id }) => id !== 'r02');
    expect(idsOf(toPage(without, { first: 2, after: cursor ?? '' }, { order: ascending, cursors }))).toEqual([
      'r03',
      'r04',
    ]);
  });

  test('does not order rows when only the total is asked for', () => {
    const keysRead: string[] = [];
    const order: Order<Row> = { ...ascending, key: ({ id, key }) => (keysRead.push(id), key) };
    expect(toPage(rows, { first: 3 }, { order, cursors }).totalCount).toBe(25);
    expect(keysRead).toEqual([]);
  });

  test.each([0, -1, 201, 100_000, 1.5])('refuses first: %s at once, naming it', (first) => {
    expect(() => toPage(rows, { first }, { order: ascending, cursors })).toThrow(/^first: expected 1 to 200/);
  });

  test('refuses a cursor of another order at once, naming after', () => {
    const after = toPage(rows, {}, { order: ascending, cursors }).pageInfo.endCursor;
    expect(() => toPage(rows, { after }, { order: descending, cursors })).toThrow(/^after: /);
  });
});
