import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeCursorCodec } from '../../src/lists/cursor.js';

const codec = makeCursorCodec(Buffer.alloc(32, 1));
const sortKeys = fc.oneof(fc.integer(), fc.string(), fc.constant(null));

describe('a cursor', () => {
  test('comes back as the position it was made of', () => {
    fc.assert(
      fc.property(sortKeys, fc.string(), (key, id) => {
        expect(codec.decode('agency.code', codec.encode('agency.code', { key, id }))).toEqual({ key, id });
      }),
    );
  });

  test('is refused when any one character of it was changed', () => {
    const cursor = codec.encode('agency.code', { key: '000.01.H31', id: 'a' });
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom('A', 'z', '0', '-', '%'), (at, letter) => {
        fc.pre(cursor[at] !== letter);
        const changed = cursor.slice(0, at) + letter + cursor.slice(at + 1);
        expect(() => codec.decode('agency.code', changed)).toThrow(
          /^after: expected a cursor this list gave out/,
        );
      }),
    );
  });

  test.each([
    ['empty', ''],
    ['a number', '20'],
    ['the same bytes in another spelling', `${codec.encode('agency.code', { key: 1, id: 'a' })}=`],
    ['longer than the one given out', `${codec.encode('agency.code', { key: 1, id: 'a' })}AA`],
    [
      'made under another key',
      makeCursorCodec(Buffer.alloc(32, 2)).encode('agency.code', { key: 1, id: 'a' }),
    ],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => codec.decode('agency.code', cursor)).toThrow(/^after: expected a cursor this list gave out/);
  });

  test('is refused in another order than its own, naming both', () => {
    const cursor = codec.encode('dossier.dueAt.asc', { key: 1, id: 'a' });
    expect(() => codec.decode('dossier.dueAt.desc', cursor)).toThrow(
      /^after: this cursor belongs to the order dossier\.dueAt\.asc, .* dossier\.dueAt\.desc/,
    );
  });
});
