/** Answers of the graph as tables: pure, so told by tables. */
import { expect, test } from '@jest/globals';
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
