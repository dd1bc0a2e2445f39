/**
 * `npm run bench:sync`: how fast the engine is, beside what bounds it, all in one run on the same server. Prints records/s of the whole
 * path (simulator, HTTP, validation, mapping, store) for a first load, for a pass over which nothing has changed and for one over which
 * one record in a hundred has; of the bare driver doing the same reads and writes; and of the engine with nothing behind it.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { workerLimits } from '../scripts/hub-processes.mjs';
import { makeTargets } from '../src/app.js';
import type { AnyStream, Page } from '../src/connectors/connector.js';
import { makeHttpClient } from '../src/connectors/http.js';
import { onestop } from '../src/connectors/onestop/index.js';
import { onestopSettings, type OnestopSettings } from '../src/connectors/onestop/settings.js';
import { makeLogger } from '../src/logger.js';
import { openConnection } from '../src/store/connection.js';
import { openStore } from '../src/store/store.js';
import { runSync } from '../src/sync/run-sync.js';
import { measureBareDriver } from './bare-driver.js';
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
const limits = { perSecond: 1e6, burst: 1e6, concurrency: 8 };
const http = makeHttpClient({ source: 'onestop', limits, log });

/** Runs streams side by side, as the worker does. */
async function pass(label: string, streams: readonly AnyStream<OnestopSettings>[]): Promise<number> {
  const startedAtMs = performance.now();
  const { signal } = new AbortController();
  const runs = await Promise.all(
    streams.map((stream) => {
      const task = {
        ...{ connector: onestop, stream, settings, signal, traceId: 'bench' },
        ...{ mode: 'FULL' as const, runId: null, fromRun: null, slice: null, isReleased: false },
      };
      return runSync(task, { target, http, log, now: () => new Date() });
    }),
  );
  const read = runs.reduce((sum, { counts }) => sum + counts.read, 0);
  return printRate(label, read, performance.now() - startedAtMs);
}

interface Subject {
  TrichYeuHoSo: string;
}

/** One item in a hundred with another subject, as if it had been corrected. */
const corrected = dossierStreams.map((stream): AnyStream<OnestopSettings> => ({
  ...stream,
  async *read(context, from) {
    const correct = (item: Subject, n: number): Subject =>
      n % 100 === 0 ? { ...item, TrichYeuHoSo: `${item.TrichYeuHoSo}.` } : item;
    for await (const page of stream.read(context, from) as AsyncIterable<Page<unknown>>)
      yield {
        ...page,
        // Other content comes in other bytes.
        bytes: Buffer.concat([page.bytes, Buffer.from(' ')]),
        items: (page.items as Subject[]).map(correct),
        itemBytes: page.itemBytes?.map((bytes, n) => (n % 100 === 0 ? null : bytes)) ?? null,
      };
  },
}));

const first = await pass('whole path, first load', dossierStreams);
const unchanged = await pass('whole path, nothing changed', dossierStreams);
const changed = await pass('whole path, 1 % changed', corrected);

const connection = await openConnection(uri);
const bare = await measureBareDriver(connection, settings.pageSize);
const say = (label: string, ratio: number, aim: string): void =>
  console.log(`ratio to the bare driver, ${label}: ${ratio.toFixed(2)} (aim: ${aim})`);
say('first load', first / bare.insert, '0.7, then 0.8');
say('nothing changed', unchanged / bare.unchanged.inTurn, '0.8');
say('nothing changed, asked at once', unchanged / bare.unchanged.atOnce, '0.8');
say('1 % changed', changed / bare.changed.inTurn, '0.8');
say('1 % changed, asked at once', changed / bare.changed.atOnce, '0.8');

// In a process of its own and within the worker's limits, so that its memory is its own.
const alone = [...workerLimits, '--import', 'tsx', 'bench/engine-alone.ts', JSON.stringify(settings)];
spawnSync(process.execPath, alone, { stdio: 'inherit' });

await connection.dropDatabase();
await Promise.all([connection.close(), store.close(), simulator.stop()]);
