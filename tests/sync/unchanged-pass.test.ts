/** What a pass over a source that has not changed costs: a look at the records of each page, and nothing written of any. */
import { expect, test } from '@jest/globals';
import { openEngine } from './engine-setting.js';
import { makeToyStream } from './toy-source.js';

/** Notes every method that is asked for. */
function noting<Part extends object>(name: string, part: Part, calls: string[]): Part {
  return new Proxy(part, {
    get(whole, method) {
      calls.push(`${name}.${String(method)}`);
      return whole[method as keyof Part];
    },
  });
}

test('nothing is written of a page, not even of an item that is refused again', async () => {
  const { store, target, run } = await openEngine();
  const good = Array.from({ length: 39 }, (_, n) => ({ key: `p${n}`, stamp: '1', name: `Thủ tục ${n}` }));
  const items = [...good, { key: 'bad', stamp: '1', name: 7 }];
  await run(makeToyStream(items));
  const calls: string[] = [];
  const watched = {
    ...target,
    records: noting('records', target.records, calls),
    pages: noting('pages', target.pages, calls),
    states: noting('states', target.states, calls),
    runs: noting('runs', target.runs, calls),
    quarantine: noting('quarantine', target.quarantine, calls),
  };
  const again = await run(makeToyStream(items), { mode: 'FULL', target: watched });
  expect(again.counts).toMatchObject({ read: 40, unchanged: 39, quarantined: 1 });
  expect(calls.filter((call) => call === 'records.findHeads')).toHaveLength(20);
  // These are asked with nothing to do, and ask the store nothing then.
  const idle = ['records.findHeads', 'records.write', 'quarantine.release'];
  expect(calls.filter((call) => !idle.includes(call))).toEqual([
    ...['runs.start', 'states.take', 'quarantine.findDigests', 'records.count'],
    ...['runs.addPages', 'states.advance', 'quarantine.touch'],
    ...['runs.end', 'states.settleRequest', 'states.advance'],
  ]);
  expect(await store.runs.findPages(again.id)).toHaveLength(20);
  const [entry] = await store.quarantine.findEntries('toy', 'procedures');
  expect(entry?.count).toBe(2);
});
