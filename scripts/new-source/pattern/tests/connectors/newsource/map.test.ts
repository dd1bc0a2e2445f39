/** What is made of the items of the source newsource, and which of them are refused. */
import { describe, expect, test } from '@jest/globals';
import { makeEntry } from '../../../simulators/newsource/sample.js';
import { toNewsource } from '../../../src/connectors/newsource/map.js';
import { newsourceShape } from '../../../src/connectors/newsource/wire.js';

const item = makeEntry(7, 0);

test('an item becomes one record', () => {
  const [record, ...others] = toNewsource(newsourceShape.parse(item));
  expect(others).toEqual([]);
  expect(record).toEqual({
    entity: 'newsource',
    id: item.code,
    content: { code: item.code, name: 'Mục thử số 7', statusCode: 2, agencyCode: '000.00.09.H31' },
  });
});

test('an empty agency is none', () => {
  const [record] = toNewsource(newsourceShape.parse({ ...item, agency: ' ' }));
  expect(record?.content.agencyCode).toBeNull();
});

describe('refused, with the field named', () => {
  test.each([
    ['code', ''],
    ['name', ' '],
    ['status', 'two'],
    ['status', null],
    ['updatedAt', '2018-02-30T00:00:00.000Z'],
    ['updatedAt', '5/3/2018'],
  ])('%s %j', (field, value) => {
    const { error } = newsourceShape.safeParse({ ...item, [field]: value });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });
});
