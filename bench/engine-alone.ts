/**
 * The engine with nothing behind it: pages a running one-stop has given, again and again, validated, mapped, sealed, hashed, compared and
 * written nowhere; then the same without the connector's own work, which is another for every source; then with every record found as it is.
 * Run by `npm run bench:sync` with the settings of its simulator; prints rates, and memory after few records and many.
 */
import { z } from 'zod';
import { makeTargets } from '../src/app.js';
import type { AnyStream, Page, ReadContext } from '../src/connectors/connector.js';
import { makeHttpClient } from '../src/connectors/http.js';
import { onestop } from '../src/connectors/onestop/index.js';
import { onestopSettings, type OnestopSettings } from '../src/connectors/onestop/settings.js';
import { makeLogger } from '../src/logger.js';
import type { RecordDocument } from '../src/store/record-documents.js';
import type { RecordHead } from '../src/store/record-store.js';
import { openStore } from '../src/store/store.js';
import { runSync } from '../src/sync/run-sync.js';
import type { SyncTarget } from '../src/sync/sync-task.js';
import { makeBenchDatabase, printRate } from './measure.js';

const log = makeLogger('bench', 'silent');
const settings = onestopSettings.parse(JSON.parse(process.argv[2] ?? '{}'));
const limits = { perSecond: 1e6, burst: 1e6, concurrency: 8 };
const http = makeHttpClient({ source: 'onestop', limits, log });
const { signal } = new AbortController();
const now = (): Date => new Date();
const stream = onestop.streams.find(({ entity }) => entity === 'dossier') as AnyStream<OnestopSettings>;
const store = await openStore(makeBenchDatabase());
const target = makeTargets(store, 'a secret of at least thirty-two characters')('dossier');

/** What the store knows of records: nothing, until it is told to remember. */
const heads = new Map<string, RecordHead>();
let isRemembering = false;
const remember = ({ _id, h, d, sv, v }: RecordDocument): void => {
  heads.set(_id, { hash: h, digest: d ?? null, sourceVersion: sv, version: v, isGone: false });
};

const nowhere: SyncTarget = {
  ...target,
  records: {
    findByIds: () => Promise.resolve([]),
    findHeads: () => Promise.resolve(heads),
    write(fresh) {
      if (isRemembering) fresh.forEach(remember);
      return Promise.resolve([]);
    },
    renewHeads: () => Promise.resolve(),
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
  states: {
    ...target.states,
    async take(...asked) {
      const state = await target.states.take(...asked);
      return isRemembering ? { ...state, lastSuccessAt: now() } : state;
    },
    advance: () => Promise.resolve(),
  },
  runs: { ...target.runs, addPages: () => Promise.resolve() },
};

/** As many pages as a reading holds at once: what a bench holds beside them is collected over and over, and counted as the engine's. */
const heldPages = 3;

/** A few pages, kept as they came. */
async function fetchPages(): Promise<Page<unknown>[]> {
  const context: ReadContext<OnestopSettings> = { settings, http, log, now, signal };
  const fetched: Page<unknown>[] = [];
  for await (const page of stream.read(context, null) as AsyncIterable<Page<unknown>>) {
    fetched.push(page);
    if (fetched.length === heldPages) break;
  }
  return fetched;
}

const pages = await fetchPages();

/** The stream as if its connector cost nothing: what it makes of the items was made before, and they are not validated. */
function makeEffortless(): AnyStream<OnestopSettings> {
  const made = new Map<unknown, ReturnType<typeof stream.map>>();
  for (const item of pages.flatMap((page) => page.items)) {
    const parsed = stream.shape.safeParse(item);
    if (parsed.success) made.set(item, stream.map(parsed.data));
  }
  const shape = z.unknown().refine((item) => made.has(item));
  return { ...stream, shape, map: (item) => made.get(item) ?? [], remark: () => [] };
}

/** Runs the pages through the engine until there were so many records. */
async function run(label: string, count: number, repeated = stream): Promise<void> {
  const repeating: AnyStream<OnestopSettings> = {
    ...repeated,
    async *read() {
      for (let read = 0, n = 0; read < count; n += 1) {
        await Promise.resolve();
        const page = pages[n % pages.length] as Page<unknown>;
        read += page.items.length;
        yield page;
      }
    },
  };
  const task = {
    ...{ connector: onestop, stream: repeating, settings, signal, traceId: 'bench' },
    ...{ mode: 'FULL' as const, runId: null, fromRun: null, slice: null, isReleased: false },
  };
  const startedAtMs = performance.now();
  const cpuBefore = process.cpuUsage();
  const { counts } = await runSync(task, { target: nowhere, http, log, now });
  printRate(`engine alone, ${label}`, counts.read, performance.now() - startedAtMs);
  const { user, system } = process.cpuUsage(cpuBefore);
  console.log(
    `  ${((user + system) / counts.read).toFixed(1)} µs of CPU a record, garbage collection included`,
  );
}

const memoryMb: number[] = [];
for (const count of [10_000, 100_000, 1_000_000]) {
  await run('null store', count);
  memoryMb.push(Math.round(process.memoryUsage.rss() / 1e6));
}
console.log(
  `memory after 10 thousand records ${memoryMb[0]} MB, 100 thousand ${memoryMb[1]} MB, a million ${memoryMb[2]} MB (aim: ± 20 %)`,
);
await run('null store, its own cost', 1_000_000, makeEffortless());
isRemembering = true;
await run('null store that remembers', 10_000);
await run('all as it was', 1_000_000);
await store.close();
