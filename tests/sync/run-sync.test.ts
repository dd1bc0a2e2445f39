/** The engine over the real store: what a run writes, what a repeated, broken or doubled one does not. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeListing } from '../../src/store/listing.js';
import type { SyncTarget } from '../../src/sync/sync-task.js';
import { openEngine, type EngineSetting } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

let engine: EngineSetting;
let store: EngineSetting['store'];
let target: EngineSetting['target'];

beforeEach(async () => {
  engine = await openEngine();
  ({ store, target } = engine);
});

function toItems(count: number, stamp = '1'): ToyItem[] {
  return Array.from({ length: count }, (_, n) => ({ key: `p${n}`, stamp, name: `Thủ tục ${n}` }));
}

const run: EngineSetting['run'] = (...asked) => engine.run(...asked);

async function findNames(): Promise<Record<string, string>> {
  const ids = Array.from({ length: 20 }, (_, n) => `p${n}`);
  const found = await store.records.procedure.findByIds<{ name: string }>(ids);
  return Object.fromEntries(found.map(({ id, content }) => [id, content.name]));
}

describe('a run', () => {
  test('stores every record with its provenance and books its pages', async () => {
    const done = await run(makeToyStream(toItems(5)));
    expect(done.counts).toEqual({
      read: 5,
      fresh: 5,
      changed: 0,
      unchanged: 0,
      older: 0,
      quarantined: 0,
      gone: 0,
    });
    const [record] = await store.records.procedure.findByIds(['p3']);
    const pages = await store.runs.findPages(done.id);
    expect(record?.provenance).toMatchObject({
      source: 'toy',
      stream: 'procedures',
      key: 'p3',
      runId: done.id,
    });
    expect(pages.map(({ counts }) => counts.read)).toEqual([2, 2, 1]);
    expect(pages[1]?.pageHash).toBe(record?.provenance.pageHash);
    expect(await store.states.find('toy', 'procedures')).toMatchObject({
      cursor: { after: 5 },
      running: false,
      lastError: null,
    });
  });

  test('keeps the page of what it changes, one for each record', async () => {
    await run(makeToyStream(toItems(5)));
    await run(makeToyStream(toItems(5, '2').map((item) => ({ ...item, name: 'Đổi' }))), { mode: 'FULL' });
    for (const key of ['p0', 'p3', 'p4']) {
      const [record] = await store.records.procedure.findByIds([key]);
      const bytes = await target.pages.find(record?.provenance.pageHash ?? '');
      expect(JSON.parse(Buffer.from(bytes ?? []).toString())).toContainEqual({
        ...{ key, stamp: '2', name: 'Đổi' },
      });
    }
  });

  test('over the same data again writes nothing', async () => {
    await run(makeToyStream(toItems(5)));
    const segments = (await store.logs.procedure.findAfter(0)).length;
    const again = await run(makeToyStream(toItems(5)), { mode: 'FULL' });
    expect(again.counts).toMatchObject({ read: 5, unchanged: 5, fresh: 0, changed: 0 });
    expect((await store.logs.procedure.findAfter(0)).length).toBe(segments);
    expect(await store.records.procedure.findFormer('p0')).toEqual([]);
  });

  test('by a clock set back since the one before loses nothing and keeps the former version', async () => {
    await run(makeToyStream(toItems(3)), { at: new Date('2026-11-02T08:00:00Z') });
    const back = new Date('2026-11-02T07:00:00Z');
    const changed = await run(makeToyStream(toItems(3, '2').map((item) => ({ ...item, name: 'Đổi' }))), {
      mode: 'FULL',
      at: back,
    });
    expect(changed.counts).toMatchObject({ changed: 3 });
    expect(await findNames()).toEqual({ p0: 'Đổi', p1: 'Đổi', p2: 'Đổi' });
    expect(await store.records.procedure.findFormer('p0')).toHaveLength(1);
  });

  test('over changed data keeps the former version', async () => {
    await run(makeToyStream(toItems(2)));
    const changed = await run(makeToyStream([{ key: 'p0', stamp: '2', name: 'Đổi tên' }]), { mode: 'FULL' });
    expect(changed.counts).toMatchObject({ changed: 1 });
    const [former] = await store.records.procedure.findFormer('p0');
    expect([(await findNames())['p0'], (former?.was.content as { name: string }).name]).toEqual([
      'Đổi tên',
      'Thủ tục 0',
    ]);
  });

  test('with an older version of a record leaves the newer one', async () => {
    await run(makeToyStream(toItems(1, '5')));
    const late = await run(makeToyStream([{ key: 'p0', stamp: '4', name: 'Cũ hơn' }]), { mode: 'FULL' });
    expect(late.counts).toMatchObject({ older: 1, changed: 0 });
    expect((await findNames())['p0']).toBe('Thủ tục 0');
  });

  test('keeps the latest of two readings on one page', async () => {
    const done = await run(
      makeToyStream([
        { key: 'p0', stamp: '2', name: 'Mới' },
        { key: 'p0', stamp: '1', name: 'Cũ' },
      ]),
    );
    expect([done.counts.fresh, done.counts.older, (await findNames())['p0']]).toEqual([1, 1, 'Mới']);
  });

  test('counts awkward things and goes on', async () => {
    const done = await run(makeToyStream([...toItems(2), { key: 'p9', stamp: '1', name: 'lạ' }]));
    expect(done.remarks).toEqual({ 'strange name': 1 });
  });
});

describe('a bad item', () => {
  const bad: ToyItem = { key: 'p1', stamp: '1', name: 7 };

  test('goes to quarantine with the field named and without its value in clear; the rest lands', async () => {
    const done = await run(
      makeToyStream([toItems(1)[0] as ToyItem, bad, { key: 'p2', stamp: '1', name: 'Ba' }]),
    );
    expect(done.counts).toMatchObject({ read: 3, fresh: 2, quarantined: 1 });
    const [entry] = await store.quarantine.findEntries('toy', 'procedures');
    expect(entry).toMatchObject({
      key: 'p1',
      issues: [{ field: 'name', reason: 'expected a text' }],
      rawRef: { position: 1 },
    });
    expect(entry?.sealedRaw).not.toContain('p1');
  });

  test('leaves quarantine when it comes good', async () => {
    await run(makeToyStream([bad]));
    await run(makeToyStream([{ ...bad, stamp: '2', name: 'Tốt' }]), { mode: 'FULL' });
    expect(await store.quarantine.findEntries('toy', 'procedures')).toEqual([]);
    expect((await findNames())['p1']).toBe('Tốt');
  });
});

describe('a broken run', () => {
  test.each([2, 4, 6])('at page start %i goes on from there and ends as if unbroken', async (breakAt) => {
    let broken = false;
    const beforePage = (start: number): void => {
      if (start !== breakAt || broken) return;
      broken = true;
      throw new Error('the line went dead');
    };
    const stream = makeToyStream(toItems(7), { beforePage });
    await expect(run(stream)).rejects.toThrow('the line went dead');
    expect(await store.states.find('toy', 'procedures')).toMatchObject({
      cursor: { after: breakAt },
      lastError: 'the line went dead',
    });
    const rest = await run(stream);
    expect(rest.counts.read).toBe(7 - breakAt);
    expect(Object.keys(await findNames())).toHaveLength(7);
  });

  test('between writing a page and moving the cursor repeats that page and changes nothing twice', async () => {
    let calls = 0;
    const dying: SyncTarget = {
      ...target,
      states: {
        ...target.states,
        advance: (state, change) => {
          calls += 1;
          return calls === 2 ? Promise.reject(new Error('killed')) : target.states.advance(state, change);
        },
      },
    };
    await expect(run(makeToyStream(toItems(6)), { target: dying })).rejects.toThrow('killed');
    const rest = await run(makeToyStream(toItems(6)));
    expect(rest.counts).toMatchObject({ read: 4, unchanged: 2, fresh: 2 });
    expect(await store.records.procedure.findFormer('p2')).toEqual([]);
  });

  test('between a record and its row in the listing is mended by the next', async () => {
    const { append } = store.logs.procedure;
    let appends = 0;
    store.logs.procedure.append = (entries) => {
      appends += 1;
      return appends === 2 ? Promise.reject(new Error('killed')) : append(entries);
    };
    await expect(run(makeToyStream(toItems(6)))).rejects.toThrow('killed');
    const rest = await run(makeToyStream(toItems(6)));
    expect(rest.counts).toMatchObject({ read: 4, unchanged: 2, fresh: 2 });
    const listing = makeListing(store.logs.procedure, (row) => row as { id: string });
    await listing.refresh();
    expect(listing.size).toBe(6);
  });

  test('of an unsorted stream starts over, since its cursor says nothing before the end', async () => {
    const stream = makeToyStream(toItems(4), {
      order: 'none',
      beforePage: (start) => {
        if (start === 2) throw new Error('the line went dead');
      },
    });
    await expect(run(stream)).rejects.toThrow();
    expect(await store.states.find('toy', 'procedures')).toMatchObject({ cursor: null });
  });
});

test('two runs of one stream at once: the earlier is refused, the records are whole', async () => {
  const results = await Promise.allSettled([run(makeToyStream(toItems(9))), run(makeToyStream(toItems(9)))]);
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
  expect(Object.keys(await findNames())).toHaveLength(9);
});

test('the listing holds exactly the stored records, and its kept count equals a recount', async () => {
  await run(makeToyStream(toItems(7)));
  await run(
    makeToyStream([
      { key: 'p0', stamp: '2', name: 'Đổi' },
      { key: 'p7', stamp: '2', name: 'Thêm' },
    ]),
    { mode: 'FULL' },
  );
  const listing = makeListing(store.logs.procedure, (row) => row as { id: string });
  await listing.refresh();
  expect([...listing.values()].map(({ id }) => id).sort()).toEqual(Object.keys(await findNames()).sort());
  expect(listing.countOf('toy.procedures')).toBe(8);
});
