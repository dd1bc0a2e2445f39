/** How much is unusual, and a set of keys that holds a million. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toAllowed } from '../../src/sync/brake.js';
import { makeKeySet } from '../../src/sync/key-set.js';

test.each([
  ['DELETIONS', 0, 20],
  ['DELETIONS', 500, 20],
  ['DELETIONS', 10_000, 200],
  ['DELETIONS', 94_000, 1_000],
  ['REWRITES', 161, 32],
  ['REWRITES', 10_000, 2_000],
  ['REWRITES', 1_000_000, 5_000],
] as const)('%s of %d: %d may', (kind, total, allowed) => {
  expect(toAllowed(kind, total)).toBe(allowed);
});

test('a stream may say otherwise', () => {
  expect(toAllowed('DELETIONS', 1_000, { share: 0.5, most: 400 })).toBe(400);
});

test('a key set has what was added, and nothing else', () => {
  const keys = fc.uniqueArray(fc.string(), { maxLength: 3_000 });
  fc.assert(
    fc.property(keys, keys, (added, others) => {
      const set = makeKeySet();
      for (const key of added) set.add(key);
      const known = new Set(added);
      expect(added.every((key) => set.has(key))).toBe(true);
      expect(others.filter((key) => set.has(key))).toEqual(others.filter((key) => known.has(key)));
    }),
    { numRuns: 30 },
  );
});
