/** What a pass costs over a source that has not changed, or not much: a look at the records of each page, and nothing written of any until all is read. */
import { expect, test } from '@jest/globals';
import { openEngine } from './engine-setting.js';
import { makeToyStream } from './toy-source.js';
import type { SyncTarget } from '../../src/sync/sync-task.js';

/** All of a run happens at one moment: however slow the machine is, pages are booked by their number. */
const at = new Date();

/** Notes every method that is asked for. */
function noting<Part extends object>(name: string, part: Part, calls: string[]): Part {
  return new Proxy(part, {
    get(whole, method) {
      calls.push(`${name}.${String(method)}`);
      return whole[method as keyof Part];
    },
  });
}

/** A target that tells what it is asked for. */
function watch(target: SyncTarget): { calls: string[]; watched: SyncTarget } {
  const calls: string[] = [];
  const watched = {
    ...target,
    records: noting('records', target.records, calls),
    pages: noting('pages', target.pages, calls),
    states: noting('states', target.states, calls),
    runs: noting('runs', target.runs, calls),
    quarantine: noting('quarantine', target.quarantine, calls),
  };
  return { calls, watched };
}

test('nothing is written of a page, not even of an item that is refused again', async () => {
  const { store, target, run } = await openEngine();
  const good = Array.from({ length: 39 }, (_, n) => ({ key: `p${n}`, stamp: '1', name: `Thủ tục ${n}` }));
  const items = [...good, { key: 'bad', stamp: '1', name: 7 }];
  await run(makeToyStream(items));
  const { calls, watched } = watch(target);
  const again = await run(makeToyStream(items), { mode: 'FULL', target: watched, at });
  expect(again.counts).toMatchObject({ read: 40, unchanged: 39, quarantined: 1 });
  expect(calls.filter((call) => call === 'records.findHeads')).toHaveLength(20);
  // These are asked with nothing to do, and ask the store nothing then.
  const idle = ['records.findHeads', 'records.write', 'quarantine.release'];
  expect(calls.filter((call) => !idle.includes(call))).toEqual([
    ...['runs.start', 'states.take', 'quarantine.findDigests'],
    ...['runs.addPages', 'states.advance', 'quarantine.touch'],
    ...['runs.end', 'states.settleRequest', 'states.advance'],
  ]);
  expect(await store.runs.findPages(again.id)).toHaveLength(20);
  const [entry] = await store.quarantine.findEntries('toy', 'procedures');
  expect(entry?.count).toBe(2);
});

test.each([
  ['a few changes', 20, 0],
  ['more', 21, 1],
])(
  '%s are booked once, when they have been let pass; all there is is counted where the brake depends on it',
  async (_, count, counted) => {
    const { target, run } = await openEngine();
    const items = Array.from({ length: 200 }, (__, n) => ({
      key: `p${n}`,
      stamp: '1',
      name: `Thủ tục ${n}`,
    }));
    await run(makeToyStream(items));
    const changed = items.map((one, n) =>
      n % 9 === 0 && n < count * 9 ? { ...one, stamp: '2', name: 'Sửa' } : one,
    );
    const { calls, watched } = watch(target);
    const again = await run(makeToyStream(changed), { mode: 'FULL', target: watched, at });
    expect(again.counts).toMatchObject({ read: 200, changed: count });
    const asked = (name: string): number => calls.filter((call) => call === name).length;
    expect(asked('pages.keep')).toBe(count);
    // A hundred pages of two are booked fifty at a time.
    expect(asked('runs.addPages')).toBe(2);
    expect(asked('records.count')).toBe(counted);
  },
);
