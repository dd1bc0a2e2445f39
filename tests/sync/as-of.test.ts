/** The past of records: whatever happened to a source, every moment reads as it was, and as a replay from nothing would have it. */
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
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
const opened: Store[] = [];
afterAll(() => Promise.all(opened.map((one) => one.close())));

async function open(): Promise<{ store: Store; target: SyncTarget }> {
  const store = await openStore(makeMongoUri());
  opened.push(store);
  return { store, target: makeTargets(store, 'a secret of at least thirty-two characters')('procedure') };
}

const keys = ['a', 'b', 'c', 'd', 'e'];
const startMs = Date.parse('2018-01-01T00:00:00Z');
const toMoment = (day: number): Date => new Date(startMs + day * 86_400_000);

/** What the source holds on a day: names by key. */
type Day = Record<string, string>;

/** Reads the source as it is on a day, and twice its keys: what is missing is gone on that day. */
async function live(target: SyncTarget, day: Day, at: Date): Promise<void> {
  const items: ToyItem[] = Object.entries(day).map(([key, name]) => ({ key, stamp: at.toISOString(), name }));
  const stream = makeToyStream(items);
  for (const mode of ['FULL', 'RECONCILE', 'RECONCILE'] as const) {
    const task = {
      ...{
        connector: makeToyConnector(stream),
        stream,
        settings: { on: true },
        mode,
        slice: null,
        isReleased: false,
      },
      ...{ runId: null, fromRun: null, traceId: 'trace', signal: new AbortController().signal },
    };
    await runSync(task, { target, http, log, now: () => at });
  }
}

async function findDay(store: Store, at: Date): Promise<Day> {
  const found = await store.records.procedure.findAsOf<{ name: string }>(keys, at);
  const names = found.map(({ id, content }) => [id, content.name] as const).sort();
  return Object.fromEntries(names);
}

const day = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('Một', 'Hai', 'Ba'));

test('every day reads as it was, long after', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 6 }), async (days) => {
      const { store, target } = await open();
      for (const [n, one] of days.entries()) await live(target, one, toMoment(n));
      for (const [n, one] of days.entries()) {
        const sorted = Object.fromEntries(Object.entries(one).sort());
        expect(await findDay(store, new Date(toMoment(n).getTime() + 3_600_000))).toEqual(sorted);
        // And as a hub would have it that began that day and read no further.
        const fresh = await open();
        for (const [m, then] of days.slice(0, n + 1).entries()) await live(fresh.target, then, toMoment(m));
        const today = await findDay(fresh.store, toMoment(1_000));
        expect(today).toEqual(sorted);
      }
      expect(await findDay(store, new Date(startMs - 1))).toEqual({});
    }),
    { numRuns: 6 },
  );
});
