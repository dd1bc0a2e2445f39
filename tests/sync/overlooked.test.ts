/**
 * A source that restarts its numbering, or commits late: what lies behind the cursor is met all the same, and nothing that was known is set back
 * unless an operator lets it.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SyncRun } from '../../src/store/sync-runs.js';
import { overlooked } from '../../src/sync/reconcile.js';
import { openEngine, type AskedOfRun, type EngineSetting } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

let engine: EngineSetting;
let store: EngineSetting['store'];

const toItem = (n: number, stamp = '5', name = `Tên ${n}`): ToyItem => ({ key: `p${n}`, stamp, name });
const toItems = (count: number, ...more: string[]): ToyItem[] =>
  Array.from({ length: count }, (_, n) => toItem(n, ...more));

/** As a source holds it: in the order of its numbers, so that what comes late lies before what was read. */
const known = toItems(60);

beforeEach(async () => {
  engine = await openEngine();
  ({ store } = engine);
  await run(known, 'INCREMENTAL');
});

function run(items: readonly ToyItem[], mode: SyncRun['mode'], asked: AskedOfRun = {}): Promise<SyncRun> {
  return engine.run(makeToyStream(items, { pageSize: 25 }), { mode, ...asked });
}

const findRequest = async () => (await store.states.find('toy', 'procedures'))?.requested ?? null;

async function findName(key: string): Promise<string | undefined> {
  const [record] = await store.records.procedure.findByIds<{ name: string }>([key]);
  return record?.content.name;
}

/** Two scans, as two nights have them; then what they asked for, as the next job does it. */
async function scanTwice(items: readonly ToyItem[]): Promise<SyncRun> {
  await run(items, 'RECONCILE');
  expect(await findRequest()).toBeNull();
  const second = await run(items, 'RECONCILE');
  if ((await findRequest()) !== null) await engine.runJob(makeToyStream(items, { pageSize: 25 }));
  return second;
}

describe('what the cursor has passed', () => {
  test.each([
    ['an item committed late', [toItem(99, '4'), ...known], 'p99', 'Tên 99'],
    [
      'a change committed late',
      [toItem(7, '6', 'Đổi'), ...known.filter(({ key }) => key !== 'p7')],
      'p7',
      'Đổi',
    ],
  ])('%s is found by two scans, and read', async (_, items, key, name) => {
    expect((await run(items, 'INCREMENTAL')).counts).toMatchObject({ fresh: 0, changed: 0 });
    expect((await scanTwice(items)).remarks[overlooked]).toBe(1);
    expect(await findName(key)).toBe(name);
    expect(await findRequest()).toBeNull();
    // And it is found once only.
    expect((await scanTwice(items)).remarks[overlooked]).toBeUndefined();
  });

  test('what a reading brings between two scans was not overlooked', async () => {
    const items = [...known, toItem(99, '6')];
    await run(items, 'RECONCILE');
    await run(items, 'INCREMENTAL');
    expect((await run(items, 'RECONCILE')).remarks[overlooked]).toBeUndefined();
  });

  test('a refused item is in quarantine, and nothing a whole reading would bring', async () => {
    const items = [...known, { key: 'p99', stamp: '6', name: 7 }];
    await run(items, 'INCREMENTAL');
    const mended = [...known, toItem(99, '6')];
    await scanTwice(items);
    expect((await scanTwice(mended)).remarks[overlooked]).toBeUndefined();
  });

  test('another content of the same version is a mended mapping, which is asked for and not found', async () => {
    const items = toItems(60, '5', 'Ánh xạ mới');
    expect((await scanTwice(items)).remarks[overlooked]).toBeUndefined();
    expect(await findName('p0')).toBe('Tên 0');
  });

  test('is found beside an item that shows no key, which hides deletions alone', async () => {
    const items = [toItem(99, '4'), ...known.slice(1), { key: '', stamp: '5', name: 'Không mã' }];
    expect((await scanTwice(items)).remarks[overlooked]).toBe(1);
    expect([await findName('p99'), await findName('p0')]).toEqual(['Tên 99', 'Tên 0']);
  });

  test('waits for an operator who has to decide, or has asked for a run', async () => {
    const items = [toItem(99, '4'), ...known];
    await run(items, 'RECONCILE');
    await engine.askForRun();
    expect((await run(items, 'RECONCILE')).remarks[overlooked]).toBe(1);
    expect(await findRequest()).toMatchObject({ runId: 'run_asked' });
    await store.states.settleRequest('toy', 'procedures', 'run_asked');
    // Not asked for, so found again.
    expect((await run(items, 'RECONCILE')).remarks[overlooked]).toBe(1);
    expect(await findRequest()).toMatchObject({ mode: 'FULL', isReleased: false });
  });
});

describe('a source that numbers anew', () => {
  /** Restored from a copy: every item with a lower number, most with what they said then, and one that is new. */
  const restored = [...toItems(60, '1', 'Từ bản sao'), toItem(99, '2')];

  test('sets nothing back before an operator lets it; then all is as the source has it', async () => {
    await run(restored, 'RECONCILE');
    await run(restored, 'RECONCILE');
    const stream = makeToyStream(restored, { pageSize: 25 });
    await expect(engine.runJob(stream)).rejects.toThrow(/60 of 60 records would be rewritten/);
    expect(await findName('p0')).toBe('Tên 0');
    const state = await store.states.find('toy', 'procedures');
    expect(state?.brake).toMatchObject({ kind: 'REWRITES', order: { mode: 'FULL' } });
    const released = await run(restored, 'FULL', { isReleased: true });
    expect(released.counts).toMatchObject({ changed: 60, older: 0 });
    expect([await findName('p0'), await findName('p99')]).toEqual(['Từ bản sao', 'Tên 99']);
    expect(await store.records.procedure.findFormer('p0')).toHaveLength(1);
    // And goes on from there, number by number.
    const later = [...restored, toItem(100, '3')];
    expect((await run(later, 'INCREMENTAL')).counts).toMatchObject({ fresh: 1, changed: 0, older: 0 });
  });

  test('for a few only: they stay as they are, are counted, and cost one whole reading', async () => {
    const items = [toItem(3, '1', 'Cũ hơn'), ...known.filter(({ key }) => key !== 'p3')];
    expect((await scanTwice(items)).remarks[overlooked]).toBe(1);
    expect(await findName('p3')).toBe('Tên 3');
    const [last] = await store.runs.findByStream('toy', 'procedures', 1);
    expect(last).toMatchObject({ mode: 'FULL', counts: { older: 1, changed: 0 } });
    expect((await scanTwice(items)).remarks[overlooked]).toBeUndefined();
    expect(await findRequest()).toBeNull();
  });

  test('is told from one that lists its items twice, under a former version too', async () => {
    const twice = [...toItems(40, '1', 'Mã cũ'), ...known];
    await run(twice, 'FULL');
    expect(await findName('p0')).toBe('Tên 0');
    expect((await run(twice, 'FULL')).counts).toMatchObject({ older: 40, changed: 0 });
    expect((await scanTwice(twice)).remarks[overlooked]).toBeUndefined();
    const released = await run(twice, 'FULL', { isReleased: true });
    expect(released.counts).toMatchObject({ older: 40, changed: 0 });
    expect(await store.records.procedure.findFormer('p0')).toEqual([]);
  });

  test('once released, has taken what it set back and nothing it lists twice', async () => {
    // Pages apart, as a source has them that lists in the order of its stamps.
    const items = [toItem(0, '1', 'Mã cũ'), toItem(1, '1', 'Từ bản sao'), ...known.slice(2), toItem(0)];
    const released = await run(items, 'FULL', { isReleased: true });
    expect(released.counts).toMatchObject({ older: 1, changed: 1 });
    expect([await findName('p0'), await findName('p1')]).toEqual(['Tên 0', 'Từ bản sao']);
    expect(await store.records.procedure.findFormer('p0')).toEqual([]);
  });

  test('is told from one that holds older copies of what another stream has brought', async () => {
    const copies = toItems(60, '1', 'Bản cũ');
    const elsewhere = { ...makeToyStream(copies, { pageSize: 25 }), name: 'copies' };
    for (let reading = 0; reading < 2; reading += 1)
      expect((await engine.run(elsewhere, { mode: 'FULL' })).counts).toMatchObject({ older: 60, changed: 0 });
    const scans = [
      await engine.run(elsewhere, { mode: 'RECONCILE' }),
      await engine.run(elsewhere, { mode: 'RECONCILE' }),
    ];
    expect(scans.map(({ remarks }) => remarks[overlooked])).toEqual([undefined, undefined]);
    const released = await engine.run(elsewhere, { mode: 'FULL', isReleased: true });
    expect(released.counts).toMatchObject({ older: 60, changed: 0 });
    expect(await findName('p0')).toBe('Tên 0');
  });

  test('kept pages of a former run set nothing back, nor stop anything', async () => {
    const [first] = await store.runs.findByStream('toy', 'procedures', 1);
    await run(toItems(60, '6', 'Mới'), 'FULL', { isReleased: true });
    const replayed = await run([], 'REPLAY', { fromRun: first?.id ?? '' });
    expect(replayed.counts).toMatchObject({ older: 60, changed: 0 });
    expect(await findName('p0')).toBe('Mới');
  });
});
