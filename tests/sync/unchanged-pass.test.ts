/** What a pass over a source that has not changed costs: a look at the records of each page, and nothing written of any. */
import { afterAll, expect, test } from '@jest/globals';
import { makeTargets } from '../../src/app.js';
import type { HttpClient } from '../../src/connectors/http.js';
import { makeLogger } from '../../src/logger.js';
import { openStore, type Store } from '../../src/store/store.js';
import { runSync } from '../../src/sync/run-sync.js';
import type { SyncTarget } from '../../src/sync/sync-task.js';
import { makeMongoUri } from '../services.js';
import { makeToyConnector, makeToyStream, type ToyItem } from './toy-source.js';

const log = makeLogger('test', 'silent');
const http: HttpClient = { postJson: () => Promise.reject(new Error('the toy source needs no network')) };
let store: Store;
afterAll(() => store.close());

function run(items: readonly ToyItem[], target: SyncTarget) {
  const stream = makeToyStream(items);
  const task = {
    ...{
      connector: makeToyConnector(stream),
      stream,
      settings: { on: true },
      mode: 'FULL' as const,
      slice: null,
    },
    ...{ runId: null, fromRun: null, isReleased: false, traceId: 'trace' },
    signal: new AbortController().signal,
  };
  return runSync(task, { target, http, log, now: () => new Date() });
}

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
  store = await openStore(makeMongoUri());
  const target = makeTargets(store, 'a secret of at least thirty-two characters')('procedure');
  const good = Array.from({ length: 39 }, (_, n) => ({ key: `p${n}`, stamp: '1', name: `Thủ tục ${n}` }));
  const items = [...good, { key: 'bad', stamp: '1', name: 7 }];
  await run(items, target);
  const calls: string[] = [];
  const watched = {
    ...target,
    records: noting('records', target.records, calls),
    pages: noting('pages', target.pages, calls),
    states: noting('states', target.states, calls),
    runs: noting('runs', target.runs, calls),
    quarantine: noting('quarantine', target.quarantine, calls),
  };
  const again = await run(items, watched);
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
