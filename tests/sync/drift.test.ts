/** A source that is rewritten without notice: its drift is noted, and a stream whose items are mostly refused is paused. */
import { beforeEach, expect, test } from '@jest/globals';
import { openEngine, type EngineSetting } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

let engine: EngineSetting;
let store: EngineSetting['store'];

beforeEach(async () => {
  engine = await openEngine();
  ({ store } = engine);
});

/** Runs the job over a source that holds these items now. */
function sync(items: readonly object[], mode: 'INCREMENTAL' | 'FULL' = 'FULL'): Promise<void> {
  const stream = makeToyStream(items as ToyItem[], { pageSize: 40 });
  return engine.runJob(stream, mode);
}

const toItems = (count: number, more: (n: number) => object = () => ({})): object[] =>
  Array.from({ length: count }, (_, n) => ({ key: `p${n}`, stamp: '1', name: `Tên ${n}`, ...more(n) }));
const findDrifts = async (): Promise<string[]> =>
  (await store.shapes.findDrifts('toy', 'procedures', 10)).map(({ kind, path }) => `${kind} ${path}`).sort();

test('what is as ever is no drift; what changes is told once, with its run and page', async () => {
  await sync(toItems(30));
  await sync(toItems(30));
  expect(await findDrifts()).toEqual([]);
  const rewritten = toItems(30).map(({ ...item }, n) => ({
    ...item,
    ward: 'x',
    ...(n < 3 ? { name: n } : {}),
  }));
  await sync(rewritten);
  await sync(rewritten);
  expect(await findDrifts()).toEqual(['ADDED ward', 'RETYPED name']);
  const [drift] = await store.shapes.findDrifts('toy', 'procedures', 1);
  expect(drift).toMatchObject({
    runId: expect.stringMatching(/^run_/),
    pageHash: expect.stringMatching(/^\w{64}$/),
  });
});

test('a stream most of whose items are refused is paused with what it has, until an operator asks for a run', async () => {
  await sync(toItems(30));
  const broken = toItems(30, (n) => (n < 10 ? { name: 7, stamp: '2' } : { name: 'đổi', stamp: '2' }));
  await expect(sync(broken)).rejects.toMatchObject({
    code: 'SOURCE_INVALID',
    message: '10 of 30 items of a page are refused, the first for name; the stream is paused',
  });
  expect(await store.quarantine.countOf('toy', 'procedures')).toBe(0);
  const kept = await store.records.procedure.findByIds<{ name: string }>(['p20']);
  expect(kept[0]?.content.name).toBe('Tên 20');
  // The schedule comes round, and nothing is read.
  const before = await store.runs.findByStream('toy', 'procedures', 10);
  await sync(toItems(30));
  expect(await store.runs.findByStream('toy', 'procedures', 10)).toHaveLength(before.length);
  // The source is well again, and an operator says so.
  await engine.askForRun();
  await sync(toItems(30, () => ({ stamp: '3' })));
  expect(await store.states.find('toy', 'procedures')).toMatchObject({ paused: null, requested: null });
});

test('some bad items, or a page too small to tell, pause nothing', async () => {
  await sync(toItems(30, (n) => (n < 7 ? { name: 7 } : {})));
  expect(await store.quarantine.countOf('toy', 'procedures')).toBe(7);
  await sync(toItems(4, () => ({ name: 7, stamp: '2' })));
  expect(await store.states.find('toy', 'procedures')).toMatchObject({ paused: null });
});
