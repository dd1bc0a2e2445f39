/** What the source has no longer: found by two scans, kept as a tombstone, welcome back, and never more at once than is usual. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeListing } from '../../src/store/listing.js';
import type { SyncMode, SyncRun } from '../../src/store/sync-runs.js';
import { inDoubt } from '../../src/sync/reconcile.js';
import { openEngine, type EngineSetting } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

let engine: EngineSetting;
let store: EngineSetting['store'];

beforeEach(async () => {
  engine = await openEngine();
  ({ store } = engine);
});

function toItems(count: number, { from = 0, stamp = '1', name = 'Tên' } = {}): ToyItem[] {
  return Array.from({ length: count }, (_, n) => ({
    key: `p${from + n}`,
    stamp,
    name: `${name} ${from + n}`,
  }));
}

function run(items: readonly ToyItem[], mode: SyncMode, isReleased = false): Promise<SyncRun> {
  return engine.run(makeToyStream(items, { pageSize: 50 }), { mode, isReleased });
}

const findState = () => store.states.find('toy', 'procedures');

async function findListed(): Promise<string[]> {
  const listing = makeListing(store.logs.procedure, (row) => row as { id: string });
  await listing.refresh();
  return [...listing.values()].map(({ id }) => id).sort();
}

describe('a record the source has no longer', () => {
  beforeEach(async () => {
    await run(toItems(4), 'FULL');
  });

  test('is gone once two scans in a row have missed it, and its former version is kept', async () => {
    const left = toItems(3);
    expect((await run(left, 'RECONCILE')).counts).toMatchObject({ read: 3, gone: 0 });
    expect(await findListed()).toHaveLength(4);
    expect((await run(left, 'RECONCILE')).counts).toMatchObject({ read: 3, gone: 1 });
    expect(await findListed()).toEqual(['p0', 'p1', 'p2']);
    const [tombstone] = await store.records.procedure.findByIds(['p3']);
    expect(tombstone).toMatchObject({ version: 2, content: { name: 'Tên 3' } });
    expect(tombstone?.goneAt).toBeInstanceOf(Date);
    expect(await store.records.procedure.findFormer('p3')).toMatchObject([
      { version: 1, was: { goneAt: null } },
    ]);
    // A third scan has nothing more to find.
    expect((await run(left, 'RECONCILE')).counts).toMatchObject({ gone: 0 });
  });

  test('is not, when the second scan sees it again: it had only slid past a page', async () => {
    await run(toItems(3), 'RECONCILE');
    await run(toItems(4), 'RECONCILE');
    expect((await run(toItems(3), 'RECONCILE')).counts).toMatchObject({ gone: 0 });
    expect(await findListed()).toHaveLength(4);
  });

  test('comes back with whatever version the source gives it then', async () => {
    await run(toItems(3), 'RECONCILE');
    await run(toItems(3), 'RECONCILE');
    const again = await run([...toItems(3), { key: 'p3', stamp: '0', name: 'Dùng lại' }], 'FULL');
    expect(again.counts).toMatchObject({ unchanged: 3, changed: 1, older: 0 });
    expect(await findListed()).toHaveLength(4);
    const [record] = await store.records.procedure.findByIds(['p3']);
    expect(record).toMatchObject({ version: 3, goneAt: null, content: { name: 'Dùng lại' } });
  });

  test('is there as long as its item is, however broken', async () => {
    const broken = [...toItems(3), { key: ' p3 ', stamp: '1', name: 7 }];
    for (let scan = 0; scan < 3; scan += 1) await run(broken, 'RECONCILE');
    expect(await findListed()).toHaveLength(4);
  });

  test('may be the item that shows no key, so that nothing is taken for gone', async () => {
    const without = [...toItems(2), { key: '', stamp: '1', name: 'Không mã' }];
    const scans = [await run(without, 'RECONCILE'), await run(without, 'RECONCILE')];
    expect(scans.map(({ remarks }) => remarks[inDoubt])).toEqual([2, 2]);
    expect(await findListed()).toHaveLength(4);
  });

  test('is not the item without a key that was there while no record was missing', async () => {
    const stray = { key: '', stamp: '1', name: 'Không mã' };
    await run([...toItems(4), stray], 'RECONCILE');
    await run([...toItems(3), stray], 'RECONCILE');
    expect((await run([...toItems(3), stray], 'RECONCILE')).counts).toMatchObject({ gone: 1 });
    // Another one, that came as a record went, may be its.
    const broken = { key: '', stamp: '1', name: 'Tên 2' };
    for (let scan = 0; scan < 3; scan += 1) {
      const { counts, remarks } = await run([...toItems(2), stray, broken], 'RECONCILE');
      expect([counts.gone, remarks[inDoubt]]).toEqual([0, 1]);
    }
    // It goes, or comes good: what is missing then is missed anew, by two scans.
    const scans = [
      await run([...toItems(2), stray], 'RECONCILE'),
      await run([...toItems(2), stray], 'RECONCILE'),
    ];
    expect(scans.map(({ counts }) => counts.gone)).toEqual([0, 1]);
    expect(await findListed()).toEqual(['p0', 'p1']);
  });

  test('is not told from an item without a key that went out of sight and came back as a record went', async () => {
    const stray = { key: '', stamp: '1', name: 'Không mã' };
    await run([...toItems(4), stray], 'RECONCILE');
    await run(toItems(4), 'RECONCILE');
    for (let scan = 0; scan < 2; scan += 1) await run([...toItems(3), stray], 'RECONCILE');
    expect(await findListed()).toHaveLength(4);
  });

  test('says nothing about how fresh the stream is', async () => {
    const before = await findState();
    await run(toItems(4), 'RECONCILE');
    expect(await findState()).toMatchObject({
      cursor: before?.cursor,
      lastSuccessAt: before?.lastSuccessAt,
      running: false,
    });
  });

  test('leaves a listing also when its segments were merged since', async () => {
    await run(toItems(3), 'RECONCILE');
    await run(toItems(3), 'RECONCILE');
    await run(toItems(3, { stamp: '2', name: 'Mới' }), 'FULL');
    await run(toItems(3, { stamp: '3', name: 'Mới hơn' }), 'FULL');
    const merged = await store.logs.procedure.compact(new Date(Date.now() + 60_000));
    expect(merged).toBeGreaterThan(0);
    expect(await findListed()).toEqual(['p0', 'p1', 'p2']);
  });
});

describe('too much at once', () => {
  beforeEach(async () => {
    await run(toItems(200), 'FULL');
  });

  test('gone: the scan is stopped, the stream paused, nothing touched; released, it is done', async () => {
    await expect(run(toItems(100), 'RECONCILE')).rejects.toThrow(/100 of 200 records are missing/);
    const state = await findState();
    expect(state?.brake).toMatchObject({
      kind: 'DELETIONS',
      count: 100,
      total: 200,
      order: { mode: 'RECONCILE' },
    });
    expect(state?.brake?.sample).toHaveLength(20);
    expect(state?.paused).not.toBeNull();
    expect(await findListed()).toHaveLength(200);
    expect((await run(toItems(100), 'RECONCILE', true)).counts).toMatchObject({ gone: 100 });
    expect(await findListed()).toHaveLength(100);
    expect(await findState()).toMatchObject({ brake: null, paused: null });
  });

  test('rewritten: not one of them is seen, and the cursor stays; released, it is done', async () => {
    const before = await findState();
    const rewritten = toItems(200, { stamp: '2', name: 'Viết lại' });
    await expect(run(rewritten, 'FULL')).rejects.toThrow(/50 of 200 records would be rewritten/);
    const names = await store.records.procedure.findByIds<{ name: string }>(['p0', 'p199']);
    expect(names.map(({ content }) => content.name).sort()).toEqual(['Tên 0', 'Tên 199']);
    expect(await findState()).toMatchObject({
      cursor: before?.cursor,
      brake: { kind: 'REWRITES', count: 50, total: 200, order: { mode: 'FULL' } },
    });
    const [stopped] = await store.runs.findByStream('toy', 'procedures', 1);
    expect(stopped).toMatchObject({ outcome: 'FAILED', counts: { changed: 0 } });
    expect((await run(rewritten, 'FULL', true)).counts).toMatchObject({ changed: 200 });
    expect(await findState()).toMatchObject({ brake: null, paused: null });
  });

  test('gone: items without a key, which may be of them, are not counted', async () => {
    const stray = { key: '', stamp: '1', name: 'Không mã' };
    expect((await run([...toItems(179), stray], 'RECONCILE')).remarks[inDoubt]).toBe(21);
    await expect(run([...toItems(178), stray], 'RECONCILE')).rejects.toThrow(/22 of 200 records are missing/);
  });

  test('refused: it is forgotten, and the next run judges anew', async () => {
    await expect(run(toItems(100), 'RECONCILE')).rejects.toThrow(/missing/);
    await store.scans.forget('toy', 'procedures');
    await store.states.easeBrake('toy', 'procedures');
    expect(await findState()).toMatchObject({ brake: null, paused: null });
    expect((await run(toItems(200), 'RECONCILE')).counts).toMatchObject({ gone: 0 });
  });

  test('a few rewritten wait for the end of the run, and are then there with their former versions', async () => {
    const some = [...toItems(20, { stamp: '2', name: 'Đổi' }), ...toItems(180, { from: 20 })];
    const done = await run(some, 'FULL');
    expect(done.counts).toMatchObject({ changed: 20, unchanged: 180 });
    expect(await store.records.procedure.findFormer('p0')).toHaveLength(1);
    expect(await findState()).toMatchObject({ cursor: { after: 200 }, brake: null });
  });

  test('new records are never too many', async () => {
    expect((await run(toItems(500), 'FULL')).counts).toMatchObject({ fresh: 300, unchanged: 200 });
  });
});
