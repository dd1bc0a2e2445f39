/**
 * `npm run bench:sync`: how fast a first load is, beside what bounds it, all in one run on the same server.
 * Prints records/s of the whole path (simulator, HTTP, validation, mapping, store), of the bare driver writing the same
 * documents into a collection with the same index, of a second pass, and of the engine with nothing behind it.
 */
import { performance } from 'node:perf_hooks';
import { demoNow } from '../demo/moment.js';
import { makeTargets } from '../src/app.js';
import type { AnyStream, Page } from '../src/connectors/connector.js';
import { makeHttpClient } from '../src/connectors/http.js';
import { onestop } from '../src/connectors/onestop/index.js';
import { onestopSettings, type OnestopSettings } from '../src/connectors/onestop/settings.js';
import { makeLogger } from '../src/logger.js';
import { openConnection } from '../src/store/connection.js';
import { openStore } from '../src/store/store.js';
import { runSync, type SyncTarget } from '../src/sync/run-sync.js';
import { openBook } from '../simulators/onestop/book.js';
import { demoSource } from '../simulators/onestop/demo-source.js';
import { startOnestop } from '../simulators/onestop/server.js';
import { makeBenchDatabase, printRate } from './measure.js';

const log = makeLogger('bench', 'silent');
const credentials = { username: 'bench', password: 'bench' };
const streamName = process.argv[2] ?? 'province-dossiers';

const simulator = await startOnestop({
  book: openBook(demoSource, demoNow),
  host: '127.0.0.1',
  ports: { province: 0, district: 0, commune: 0 },
  credentials,
  sessionTtlMs: 3_600_000,
  now: () => demoNow,
});
const { province, district, commune } = simulator.urls;
const settings = onestopSettings.parse({
  provinceUrl: province,
  districtUrl: district,
  communeUrl: commune,
  ...credentials,
});
const stream = onestop.streams.find(({ name }) => name === streamName);
if (stream === undefined)
  throw new Error(`no stream ${streamName}; one of ${onestop.streams.map(({ name }) => name).join(', ')}`);

const uri = makeBenchDatabase();
const store = await openStore(uri);
const target = makeTargets(store, 'a secret of at least thirty-two characters')('dossier');
const http = makeHttpClient({
  source: 'onestop',
  limits: { perSecond: 1e6, burst: 1e6, concurrency: 8 },
  log,
});

async function pass(label: string, through: SyncTarget, over: AnyStream<OnestopSettings>): Promise<number> {
  const startedAtMs = performance.now();
  const { signal } = new AbortController();
  const task = {
    connector: onestop,
    stream: over,
    settings,
    mode: 'FULL',
    traceId: 'bench',
    signal,
  } as const;
  const { counts } = await runSync(task, { target: through, http, log, now: () => new Date() });
  return printRate(label, counts.read, performance.now() - startedAtMs);
}

// The first call makes the simulator fill its book, which is not what is measured.
await fetch(`${province}/login`, { method: 'POST', body: JSON.stringify(credentials) });
const pages: Page<unknown>[] = [];
const recording: AnyStream<OnestopSettings> = {
  ...stream,
  async *read(context, from) {
    for await (const page of stream.read(context, from) as AsyncIterable<Page<unknown>>) {
      pages.push(page);
      yield page;
    }
  },
};
const replaying: AnyStream<OnestopSettings> = {
  ...stream,
  async *read() {
    await Promise.resolve();
    yield* pages;
  },
};
const nowhere: SyncTarget = {
  ...target,
  records: { findHeads: () => Promise.resolve(new Map()), write: () => Promise.resolve([]) },
  quarantine: {
    put: () => Promise.resolve(),
    release: () => Promise.resolve(),
    findKeys: () => Promise.resolve(new Set()),
  },
  states: { take: target.states.take, advance: () => Promise.resolve() },
  runs: { ...target.runs, addPage: () => Promise.resolve() },
};

const whole = await pass('whole path, first load', target, recording);
await pass('whole path, second pass', target, stream);
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
console.log(`memory of this process, simulator included: ${Math.round(process.memoryUsage.rss() / 1e6)} MB`);

await connection.dropDatabase();
await Promise.all([connection.close(), store.close(), simulator.close()]);
