import { describe, expect, test } from '@jest/globals';
import { makeRowsByKey } from '../../src/lists/grouping.js';

interface Row {
  id: string;
  group: string;
}

/** A listing that counts how often it is walked. */
function makeCountedListing(rows: Row[]) {
  const counted = { walks: 0, generation: 1 };
  return {
    counted,
    listing: {
      get: () => undefined,
      values: () => {
        counted.walks += 1;
        return rows;
      },
      get size() {
        return rows.length;
      },
      get generation() {
        return counted.generation;
      },
    },
  };
}

describe('makeRowsByKey', () => {
  test('finds the rows of several keys, each once though a key is named twice', () => {
    const { listing } = makeCountedListing([
      { id: '1', group: 'a' },
      { id: '2', group: 'b' },
      { id: '3', group: 'a' },
    ]);
    const find = makeRowsByKey(listing, ({ group }) => group);
    expect(find(['a', 'missing', 'a']).map(({ id }) => id)).toEqual(['1', '3']);
    expect(find(['b', 'a']).map(({ id }) => id)).toEqual(['2', '1', '3']);
    expect(find([])).toEqual([]);
  });

  test('walks the listing once until it changes, then finds what is new', () => {
    const rows = [{ id: '1', group: 'a' }];
    const { counted, listing } = makeCountedListing(rows);
    const find = makeRowsByKey(listing, ({ group }) => group);
    find(['a']);
    find(['a']);
    expect(counted.walks).toBe(1);
    rows.push({ id: '2', group: 'a' });
    counted.generation += 1;
    expect(find(['a'])).toHaveLength(2);
    expect(counted.walks).toBe(2);
  });
});
