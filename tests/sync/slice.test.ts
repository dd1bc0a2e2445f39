/** A slice read again: that key or that range and nothing else, the cursor and the freshness of the stream left as they are. */
import { beforeEach, expect, test } from '@jest/globals';
import { toReadingOrder, type StartSyncInput } from '../../src/resolvers/operations/reading-order.js';
import type { SyncMode, SyncRun } from '../../src/store/sync-runs.js';
import type { Slice } from '../../src/store/sync-state.js';
import { openEngine, type EngineSetting, type ToyStream } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

let engine: EngineSetting;
let store: EngineSetting['store'];

beforeEach(async () => {
  engine = await openEngine();
  ({ store } = engine);
  await run(makeToyStream(toItems('Cũ')), 'FULL', null);
});

/** Ten items in the order of their stamps, all of one name. */
function toItems(name: string): ToyItem[] {
  return Array.from({ length: 10 }, (_, n) => ({ key: `p${n}`, stamp: `${n}`, name }));
}

const run = (stream: ToyStream, mode: SyncMode, slice: Slice | null): Promise<SyncRun> =>
  engine.run(stream, { mode, slice });

async function findRenamed(): Promise<string[]> {
  const ids = Array.from({ length: 10 }, (_, n) => `p${n}`);
  const found = await store.records.procedure.findByIds<{ name: string }>(ids);
  return found.flatMap(({ id, content }) => (content.name === 'Mới' ? [id] : [])).sort();
}

test.each<[Slice, string[]]>([
  [{ key: 'p3' }, ['p3']],
  [{ key: 'p99' }, []],
  // A page holds two, and the page a range ends in is read whole.
  [{ since: '4', until: '5' }, ['p4', 'p5', 'p6', 'p7']],
  [{ since: '8', until: '99' }, ['p8', 'p9']],
])('%j', async (slice, renamed) => {
  const before = await store.states.find('toy', 'procedures');
  await run(makeToyStream(toItems('Mới')), 'SLICE', slice);
  expect(await findRenamed()).toEqual(renamed);
  const { cursor, lastSuccessAt } = before ?? {};
  expect(await store.states.find('toy', 'procedures')).toMatchObject({
    cursor,
    lastSuccessAt,
    running: false,
  });
});

test('a source that cannot be asked so says so', async () => {
  const { readOne: _one, cursorAt: _at, ...stream } = makeToyStream(toItems('Mới'));
  await expect(run(stream, 'SLICE', { key: 'p3' })).rejects.toThrow(/^key: the stream procedures cannot/);
  await expect(run(stream, 'SLICE', { since: '1', until: '2' })).rejects.toThrow(/^since: the stream/);
  await expect(run(stream, 'SLICE', null)).rejects.toThrow(/^slice: expected a key or a range/);
});

const asked = { source: 'toy', stream: 'procedures' };

test.each<[Partial<StartSyncInput>, Slice | null]>([
  [{ mode: 'SLICE', key: 'a' }, { key: 'a' }],
  [
    { mode: 'SLICE', since: '1', until: '2' },
    { since: '1', until: '2' },
  ],
  [{ mode: 'FULL', key: null }, null],
])('an order: %j', (input, slice) => {
  expect(toReadingOrder({ ...asked, ...input } as StartSyncInput).slice).toEqual(slice);
});

test.each<Partial<StartSyncInput>>([
  { mode: 'SLICE' },
  { mode: 'SLICE', since: '1' },
  { mode: 'SLICE', since: '2', until: '1' },
  { mode: 'SLICE', key: 'a', since: '1', until: '2' },
  { mode: 'FULL', key: 'a' },
  { mode: 'REPLAY' },
  { mode: 'FULL', fromRun: 'run_1' },
])('no order: %j', (input) => {
  expect(() => toReadingOrder({ ...asked, ...input } as StartSyncInput)).toThrow(
    /^(key, since, until|fromRun): expected/,
  );
});
