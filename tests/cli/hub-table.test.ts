/** Answers of the graph as tables: pure, so told by tables. */
import { expect, test } from '@jest/globals';
import { toBar } from '../../src/cli/hub/follow-run.js';
import { toRows } from '../../src/cli/hub/rows.js';
import { toTable } from '../../src/cli/hub/table.js';

test('rows are found along the path, with what they belong to', () => {
  const data = {
    sources: [
      {
        name: 'a',
        streams: [
          {
            name: 'x',
            records: 1,
            issues: [
              { field: 'f', reason: 'r' },
              { field: 'g', reason: 's' },
            ],
          },
        ],
      },
      { name: 'b', streams: null },
    ],
  };
  expect(toRows(data, ['sources', 'streams'])).toEqual([
    { of: 'a', name: 'x', records: 1, issues: 'f: r; g: s' },
  ]);
  expect(toRows({ run: null }, ['run'])).toEqual([]);
  expect(toRows({ run: { id: '1', counts: { read: 2 } } }, ['run'])).toEqual([{ id: '1', read: 2 }]);
});

test('columns are as wide as what is in them; nothing is a dash, no rows are said to be none', () => {
  expect(
    toTable([
      { of: 'a.x', error: null },
      { of: 'b', error: 'two\nlines' },
    ]),
  ).toBe('of   error\na.x  –\nb    two lines\n');
  expect(toTable([])).toBe('nothing\n');
});

test('a bar is as long as what is done, and moves where nobody knows how long it will be', () => {
  expect(toBar({ turn: 0, share: 0 })).toBe(`[${'·'.repeat(24)}]`);
  expect(toBar({ turn: 9, share: 0.5 })).toBe(`[${'▪'.repeat(12)}${'·'.repeat(12)}]`);
  expect(toBar({ turn: 0, share: 1 })).toBe(`[${'▪'.repeat(24)}]`);
  expect(toBar({ turn: 25, share: null })).toBe(`[·▪${'·'.repeat(22)}]`);
});
