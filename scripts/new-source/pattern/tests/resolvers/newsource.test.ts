/** The graph over records of the source newsource: one by its code, pages of them, and those of an agency. */
import { expect, test } from '@jest/globals';
import { makeCursorCodec } from '../../src/lists/cursor.js';
import { toRecordRow, type RowOf } from '../../src/lists/rows.js';
import type { NewsourceContent } from '../../src/records/newsource.js';
import type { HubContext } from '../../src/resolvers/context.js';
import { newsource } from '../../src/resolvers/newsource.js';
import { toListing, toStored } from '../lists/sample-records.js';

function makeRow(n: number): RowOf['newsource'] {
  const code = `NEWSOURCE-${n}`;
  const content: NewsourceContent = { code, name: `Mục ${n}`, statusCode: 1, agencyCode: n < 3 ? 'A' : null };
  return toRecordRow(toStored(code, content));
}

const context = {
  listings: { newsource: toListing([3, 1, 2].map(makeRow)) },
  cursors: makeCursorCodec(Buffer.alloc(32, 1)),
} as unknown as HubContext;
const { Query, Agency, Newsource } = newsource;

test('one is found by its code, and null where there is none', () => {
  expect(Query.newsource(null, { code: 'NEWSOURCE-2' }, context)?.content.name).toBe('Mục 2');
  expect(Query.newsource(null, { code: 'never' }, context)).toBeNull();
});

test('they are listed by code, page by page', () => {
  const first = Query.newsources(null, { first: 2 }, context);
  expect(first.edges.map(({ row }) => row.id)).toEqual(['NEWSOURCE-1', 'NEWSOURCE-2']);
  const second = Query.newsources(null, { first: 2, after: first.pageInfo.endCursor }, context);
  expect(second.edges.map(({ row }) => row.id)).toEqual(['NEWSOURCE-3']);
});

test('an agency has its own, and each names its agency', () => {
  const { edges, totalCount } = Agency.newsources({ code: 'A' }, {}, context);
  expect([totalCount, edges.map(({ row }) => Newsource.agency(row)?.code)]).toEqual([2, ['A', 'A']]);
});
