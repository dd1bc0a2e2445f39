/** The bytes of items within a page: exactly theirs, or none. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findItemBytes } from '../../src/connectors/item-bytes.js';

function find(text: string): (string | null)[] | null {
  const { data } = JSON.parse(text) as { data: unknown[] };
  const found = findItemBytes(Buffer.from(text), data);
  return found?.map((bytes) => (bytes === null ? null : Buffer.from(bytes).toString())) ?? null;
}

describe('bytes are found', () => {
  test('of every item between the first and the last', () => {
    const text = '{"error_code":"0","data":[{"k":1},{"k":"Ấp \\"},{ 2"},{"k":[3,{}]},{"k":4}]}';
    expect(find(text)).toEqual([null, '{"k":"Ấp \\"},{ 2"}', '{"k":[3,{}]}', null]);
  });

  test('not where items begin with another field', () => {
    expect(find('{"data":[{"k":1},{"j":2},{"k":3}]}')).toBeNull();
  });

  test('not where an item holds a list that begins with the same field', () => {
    expect(find('{"data":[{"k":1},{"k":[{"k":1},{"k":2}]},{"k":3}]}')).toBeNull();
  });

  test('not where the list is written with spaces', () => {
    expect(find('{"data":[{"k":1}, {"k":2}, {"k":3}]}')).toBeNull();
  });

  test('not where items are no objects, or there are none', () => {
    expect(find('{"data":[1,2,3]}')).toBeNull();
    expect(find('{"data":[[1],[2]]}')).toBeNull();
    expect(find('{"data":[]}')).toBeNull();
  });
});

/** Texts that look like the edges looked for, and what could hide one. */
const nasty = fc.constantFrom('},{"k":', '"},{"k":"', '\\', '\\"', '},{', 'k', 'Ấ', '');
const value = fc.oneof(nasty, fc.jsonValue(), fc.array(fc.record({ k: nasty }), { maxLength: 3 }));
const items = fc.array(fc.record({ k: value, j: value }, { requiredKeys: ['k'] }), { maxLength: 6 });

test('whatever the items hold, what is found of one is that one', () => {
  fc.assert(
    fc.property(items, nasty, (data, message) => {
      const text = JSON.stringify({ message, data });
      const wanted = data.map((item) => JSON.stringify(item));
      const found = find(text)?.map((own, position) => own ?? wanted[position]) ?? wanted;
      expect(found).toEqual(wanted);
    }),
    { numRuns: 2000 },
  );
});
