/**
 * `npm run bench:sync`: how fast a first load is, beside what bounds it, all in one run on the same server.
 * Prints records/s of the whole path (simulator, HTTP, validation, mapping, store), of the bare driver writing the same
 * documents into a collection with the same index, of a second pass, and of the engine with nothing behind it.
 */
import { performance } from 'node:perf_hooks';
import { makeTargets } from '../src/app.js';
import type { AnyStream, Page } from '../src/connectors/connector.js';
import { makeHttpClient } from '../src/connectors/http.js';
import { onestop } from '../src/connectors/onestop/index.js';
import { onestopSettings, type OnestopSettings } from '../src/connectors/onestop/settings.js';
import { makeLogger } from '../src/logger.js';
import { openConnection } from '../src/store/connection.js';
import { openStore } from '../src/store/store.js';
import { runSync } from '../src/sync/run-sync.js';
import type { SyncTarget } from '../src/sync/sync-task.js';
import { makeBenchDatabase, printRate } from './measure.js';
import { startSimulator } from './simulator.js';

const log = makeLogger('bench', 'silent');
const credentials = { username: 'bench', password: 'bench' };

const simulator = await startSimulator(credentials);
const [provinceUrl, districtUrl, communeUrl] = simulator.urls;
const settings = onestopSettings.parse({ provinceUrl, districtUrl, communeUrl, ...credentials });
const dossierStreams = onestop.streams.filter(({ entity }) => entity === 'dossier');

const uri = makeBenchDatabase();
const store = await openStore(uri);
const target = makeTargets(store, 'a secret of at least thirty-two characters')('dossier');
const http = makeHttpClient({
  source: 'onestop',
  limits: { perSecond: 1e6, burst: 1e6, concurrency: 8 },
  log,
});

/** Runs streams side by side, as the worker does. */
async function pass(
  label: string,
  through: SyncTarget,
  streams: readonly AnyStream<OnestopSettings>[],
): Promise<number> {
  const startedAtMs = performance.now();
  const { signal } = new AbortController();
  const runs = await Promise.all(
    streams.map((stream) => {
      const task = {
        connector: onestop,
        stream,
        settings,
        mode: 'FULL',
        runId: null,
        fromRun: null,
        slice: null,
        isReleased: false,
        traceId: 'bench',
        signal,
      } as const;
      return runSync(task, { target: through, http, log, now: () => new Date() });
    }),
  );
  const read = runs.reduce((sum, { counts }) => sum + counts.read, 0);
  return printRate(label, read, performance.now() - startedAtMs);
}

/** The stream as it is, keeping its first pages for the engine to be measured alone. */
const replayedPages = 50;
const pages: Page<unknown>[] = [];
const recording = dossierStreams.slice(0, 1).map((stream): AnyStream<OnestopSettings> => ({
  ...stream,
  async *read(context, from) {
    for await (const page of stream.read(context, from) as AsyncIterable<Page<unknown>>) {
      if (pages.length < replayedPages) pages.push(page);
      yield page;
    }
  },
}));
const replaying = dossierStreams.slice(0, 1).map((stream): AnyStream<OnestopSettings> => ({
  ...stream,
  async *read() {
    await Promise.resolve();
    yield* pages;
  },
}));
const nowhere: SyncTarget = {
  ...target,
  records: {
    findHeads: () => Promise.resolve(new Map()),
    write: () => Promise.resolve([]),
    relist: () => Promise.resolve(),
    count: () => Promise.resolve(0),
    bury: () => Promise.resolve(0),
    readKeys: target.records.readKeys,
  },
  quarantine: {
    put: () => Promise.resolve(),
    release: () => Promise.resolve(),
    findDigests: () => Promise.resolve(new Map()),
    touch: () => Promise.resolve(),
  },
  pages: { ...target.pages, keep: () => Promise.resolve() },
  states: { ...target.states, advance: () => Promise.resolve() },
  runs: { ...target.runs, addPages: () => Promise.resolve() },
};

const memoryBefore = process.memoryUsage.rss();
const whole = await pass('whole path, first load', target, [...recording, ...dossierStreams.slice(1)]);
const memoryAfter = process.memoryUsage.rss();
await pass('whole path, second pass', target, dossierStreams);
await pass('engine alone, null store', nowhere, replaying);

const connection = await openConnection(uri);
const bare = connection.collection('bare');
await bare.createIndexes([{ key: { 'content.codes.value': 1 } }]);
const documents = await connection.collection('dossiers').find({}).toArray();
const startedAtMs = performance.now();
for (let start = 0; start < documents.length; start += settings.pageSize) {
  await bare.insertMany(documents.slice(start, start + settings.pageSize), { ordered: false });
}
const bareRate = printRate('bare driver, same documents', documents.length, performance.now() - startedAtMs);
console.log(`ratio whole path / bare driver: ${(whole / bareRate).toFixed(2)} (aim: 0.7)`);
console.log(
  `memory of this process: ${Math.round(memoryAfter / 1e6)} MB after the first load, ${Math.round(memoryBefore / 1e6)} MB before it`,
);

await connection.dropDatabase();
await Promise.all([connection.close(), store.close(), simulator.stop()]);
