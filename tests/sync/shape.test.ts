/** What items are made of, and how a change of it is told: pure, so by tables and properties. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findDrift, mergeShapes } from '../../src/sync/drift.js';
import { toShape } from '../../src/sync/shape.js';

const known = toShape([
  { code: 'a', due: null, steps: [{ at: '1', by: 'x' }], who: { name: 'n' } },
  { code: 'b', due: '2', steps: [], who: { name: 'm' } },
]);

test('a shape tells fields by path, kinds of value, and what is always there', () => {
  expect(known).toEqual([
    { path: 'code', kinds: ['text'], isAlways: true },
    { path: 'due', kinds: ['null', 'text'], isAlways: true },
    { path: 'steps', kinds: ['list'], isAlways: true },
    { path: 'steps[].at', kinds: ['text'], isAlways: true },
    { path: 'steps[].by', kinds: ['text'], isAlways: true },
    { path: 'who', kinds: ['object'], isAlways: true },
    { path: 'who.name', kinds: ['text'], isAlways: true },
  ]);
});

describe('a page', () => {
  const good = { code: 'c', due: null, steps: [{ at: '3', by: 'y' }], who: { name: 'o' } };

  test.each<[string, object, string[]]>([
    ['as ever', good, []],
    ['with a list that is empty', { ...good, steps: [] }, []],
    ['with a null where there was text', { ...good, code: null }, []],
    ['with a field more', { ...good, fresh: 1 }, ['ADDED fresh']],
    ['without a field', { code: 'c', due: null, steps: [] }, ['MISSING who']],
    ['without a field in a list', { ...good, steps: [{ at: '3' }] }, ['MISSING steps[].by']],
    ['with a number where there was text', { ...good, code: 7 }, ['RETYPED code']],
    ['with a list where there was an object', { ...good, who: [] }, ['RETYPED who']],
  ])('%s', (_, item, expected) => {
    const drifts = findDrift(known, toShape([item]));
    expect(drifts.map(({ kind, path }) => `${kind} ${path}`)).toEqual(expected);
    expect(JSON.stringify(drifts)).not.toContain('"y"');
  });

  test('that drifted is known afterwards: what was told is told once', () => {
    const seen = toShape([{ code: 7, fresh: 1, steps: [], who: { name: 'o' } }]);
    expect(findDrift(known, seen).map(({ kind }) => kind)).toEqual(['ADDED', 'MISSING', 'RETYPED']);
    expect(findDrift(mergeShapes(known, seen), seen)).toEqual([]);
  });
});

/** Items as JSON has them, with few names, so that they meet. */
const item = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.record({ x: fc.string() }), { maxLength: 2 }),
  ),
);

test('what was merged has no drift from what it was merged of', () => {
  fc.assert(
    fc.property(fc.array(item), fc.array(item, { minLength: 1 }), (before, page) => {
      const merged = mergeShapes(toShape(before), toShape(page));
      expect(findDrift(merged, toShape(page))).toEqual([]);
      expect(mergeShapes(merged, toShape(page))).toEqual(merged);
    }),
  );
});
