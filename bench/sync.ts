/**
 * `npm run bench:sync`: how fast the engine is, beside what bounds it, all in one run on the same server. Prints records/s of the whole
 * path (simulator, HTTP, validation, mapping, store) for a first load, for a pass over which nothing has changed and for one over which
 * one record in a hundred has; of the bare driver doing the same reads and writes; and of the engine with nothing behind it.
 */
import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
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
import { makeBareDriver } from './bare-driver.js';
import { dropBenchDatabase, makeBenchDatabase, printRate, toPercentile } from './measure.js';
import { startSimulator } from './simulator.js';

/** How often engine and driver are measured in turns where nothing, or little, has changed. */
const rounds = 3;

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

interface Correctable {
  MaHoSo: string;
  TrichYeuHoSo: string;
}

/** One item in a hundred, the same wherever it is met: those at the edge of a page come twice. */
function isCorrected({ MaHoSo }: Correctable): boolean {
  return Number.parseInt(hash('sha256', MaHoSo).slice(0, 8), 16) % 100 === 0;
}

/** Those with another subject, as if it had been corrected. */
const corrected = dossierStreams.map((stream): AnyStream<OnestopSettings> => ({
  ...stream,
  async *read(context, from) {
    const correct = (item: Correctable): Correctable =>
      isCorrected(item) ? { ...item, TrichYeuHoSo: `${item.TrichYeuHoSo}.` } : item;
    for await (const page of stream.read(context, from) as AsyncIterable<Page<unknown>>) {
      const items = (page.items as Correctable[]).map(correct);
      yield {
        ...page,
        // Other content comes in other bytes.
        bytes: Buffer.concat([page.bytes, Buffer.from(' ')]),
        items,
        itemBytes: page.itemBytes?.map((bytes, n) => (items[n] === page.items[n] ? bytes : null)) ?? null,
      };
    }
  },
}));

const connection = await openConnection(uri);
const first = await pass('whole path, first load', dossierStreams);
const bare = await makeBareDriver(connection, settings.pageSize);
const firstRatio = first / (await bare.load());
const unchangedRatios: number[] = [];
const changedRatios: number[] = [];

/** What the source holds, and what it is corrected to next: every round corrects, or takes the correction back. */
let [held, next] = [dossierStreams, corrected];
// Engine and driver in turns, several times: a shared machine is now faster, now slower, by more than what is measured here.
for (let round = 0; round < rounds; round += 1) {
  const unchanged = await pass('whole path, nothing changed', held);
  unchangedRatios.push(unchanged / (await bare.read()));
  const changed = await pass('whole path, 1 % changed', next);
  changedRatios.push(changed / (await bare.change()));
  [held, next] = [next, held];
}
sayRatio('first load', [firstRatio]);
sayRatio('nothing changed', unchangedRatios);
sayRatio('1 % changed', changedRatios);

/** The middle one, then all. */
function sayRatio(label: string, ratios: readonly number[]): void {
  const all = ratios.map((ratio) => ratio.toFixed(2)).join(', ');
  console.log(
    `ratio to the bare driver, ${label}: ${toPercentile(ratios, 0.5).toFixed(2)} (of ${all}; aim: 0.8)`,
  );
}

// In a process of its own and within the worker's limits, so that its memory is its own.
const alone = [...workerLimits, '--import', 'tsx', 'bench/engine-alone.ts', JSON.stringify(settings)];
spawnSync(process.execPath, alone, { stdio: 'inherit' });

await dropBenchDatabase(connection);
await Promise.all([connection.close(), store.close(), simulator.stop()]);
