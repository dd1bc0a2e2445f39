/** A mapping tried on kept pages: what it would change is told, and nothing is changed. */
import { beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { findDifferences, shadow } from '../../src/sync/shadow.js';
import { openEngine, type EngineSetting, type ToyStream } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

let engine: EngineSetting;
let store: EngineSetting['store'];
let target: EngineSetting['target'];

beforeEach(async () => {
  engine = await openEngine();
  ({ store, target } = engine);
});

const load = async (stream: ToyStream): Promise<string> => (await engine.run(stream, { mode: 'FULL' })).id;

const items: ToyItem[] = [
  { key: 'a', stamp: '1', name: 'giữ' },
  { key: 'b', stamp: '1', name: 'đổi' },
  { key: 'c', stamp: '1', name: 7 },
  { key: 'd', stamp: '1', name: 'cấm' },
  { key: 'e', stamp: '1', name: 'đổi' },
];

test('each item a mapping would make something else of is told by its key and its fields', async () => {
  const stream = makeToyStream(items);
  const fromRun = await load(stream);
  // One of them is read again since; the bad one is as bad as before.
  await load(makeToyStream([{ key: 'e', stamp: '2', name: 'mới' }, ...items.slice(2, 3)]));
  const before = await store.records.procedure.findByIds(['a', 'b', 'c', 'd', 'e']);
  const tried = {
    ...stream,
    shape: z.object({
      key: z.string(),
      stamp: z.string(),
      name: z.coerce.string().refine((name) => name !== 'cấm', 'expected another name'),
    }),
    map: (raw: { key: string; stamp: string; name: string }) =>
      stream.map(raw).map((record) => ({
        ...record,
        content: { ...record.content, ...(raw.name === 'đổi' ? { name: 'khác', fieldCode: 'x' } : {}) },
      })),
  };
  const report = await shadow(
    { source: 'toy', stream: tried, fromRun },
    { ...target, records: store.records.procedure },
  );
  expect(report).toEqual({
    ...{ items: 5, missingPages: 0, unchanged: 1, superseded: 1 },
    findings: expect.arrayContaining([
      { kind: 'CHANGED', key: 'b', fields: ['fieldCode', 'name'] },
      { kind: 'GOOD', key: 'c', fields: [] },
      { kind: 'FRESH', key: 'c', fields: [] },
      { kind: 'REFUSED', key: 'd', fields: ['name'] },
    ]),
  });
  expect(report.findings).toHaveLength(4);
  expect(await store.records.procedure.findByIds(['a', 'b', 'c', 'd', 'e'])).toEqual(before);
  expect(await store.quarantine.countOf('toy', 'procedures')).toBe(1);
});

test('the mapping that made the records finds nothing', async () => {
  const stream = makeToyStream(items);
  const fromRun = await load(stream);
  const report = await shadow(
    { source: 'toy', stream, fromRun },
    { ...target, records: store.records.procedure },
  );
  expect(report).toMatchObject({ items: 5, unchanged: 4, findings: [] });
});

test.each<[object, object, string[]]>([
  [{ a: 1, b: { c: [1] } }, { a: 1, b: { c: [1] } }, []],
  [{ a: 1 }, { a: 2, d: null }, ['a', 'd']],
  [{ b: { c: [1], e: 1 } }, { b: { c: [2], e: 1 } }, ['b.c']],
  [{ at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }, []],
])('fields that differ between %j and %j', (before, after, expected) => {
  expect(findDifferences(before, after)).toEqual(expected);
});
