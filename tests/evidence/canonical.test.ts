import { describe, expect, test } from '@jest/globals';
import { sha256Hex, toCanonicalBytes } from '../../src/evidence/canonical.js';
import { toRefusal } from './refusal.js';

const toText = (value: object): string => toCanonicalBytes(value).toString('utf8');

describe('canonical bytes', () => {
  test.each([
    [
      'sorts names by UTF-16 units',
      { b: 1, a: 2, ['\u{10000}']: 3, ['\uffff']: 4 },
      '{"a":2,"b":1,"𐀀":3,"\uffff":4}',
    ],
    [
      'writes numbers as RFC 8785 §3.2.2.3 does',
      [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0],
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    ],
    [
      'escapes what must be and no more',
      { text: '€$\u000f\nA\'B"\\/' },
      '{"text":"€$\\u000f\\nA\'B\\"\\\\/"}',
    ],
    ['keeps Vietnamese as it is', { name: 'Hưng Yên' }, '{"name":"Hưng Yên"}'],
    ['leaves undefined properties out', { a: undefined, b: null }, '{"b":null}'],
  ])('%s', (_, value, expected) => {
    expect(toText(value)).toBe(expected);
  });

  test('are the same whatever order properties were written in', () => {
    expect(sha256Hex(toCanonicalBytes({ x: { b: 1, a: [1, 2] }, y: null }))).toBe(
      sha256Hex(toCanonicalBytes({ y: null, x: { a: [1, 2], b: 1 } })),
    );
  });

  test.each([
    ['undefined in an array', { list: [1, undefined] }, '$.list[1]'],
    ['a hole in an array', { list: new Array<number>(1) }, '$.list[0]'],
    ['NaN', { deep: { n: Number.NaN } }, '$.deep.n'],
    ['Infinity', [Infinity], '$[0]'],
    ['a date', { at: new Date(0) }, '$.at'],
    ['bytes', { bytes: Buffer.of(1) }, '$.bytes'],
    ['a map', { map: new Map() }, '$.map'],
    ['a bigint', { big: 1n }, '$.big'],
    ['a function', { f: () => 1 }, '$.f'],
    ['what writes itself as JSON', { own: { toJSON: () => 1 } }, '$.own'],
  ])('refuse %s, naming the place', (_, value, place) => {
    expect(toRefusal(() => toCanonicalBytes(value))).toContain(
      `INTERNAL: expected JSON to canonicalise at ${place}, got`,
    );
  });

  test('refuse half a character', () => {
    expect(toRefusal(() => toCanonicalBytes({ text: '\ud800' }))).toContain('INTERNAL: ');
  });
});
