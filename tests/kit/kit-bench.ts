/** Where the kit puts a source: a store of its own, the engine as it is, and the means to look at what came of it. */
import { makeTargets } from '../../src/app.js';
import type { AnyStream, Page } from '../../src/connectors/connector.js';
import { makeHttpClient } from '../../src/connectors/http.js';
import type { CallerOptions } from '../../src/connectors/patient-call.js';
import { makeLogger, type Logger } from '../../src/logger.js';
import { openStore, type Store } from '../../src/store/store.js';
import type { SyncMode, SyncRun } from '../../src/store/sync-runs.js';
import { runSync } from '../../src/sync/run-sync.js';
import type { SyncTarget } from '../../src/sync/sync-task.js';
import { makeMongoUri } from '../services.js';
import type { KitItem, KitRig, KitSource } from './kit-source.js';

type Raw = Record<string, unknown>;

/** What of a run differs from reading what changed by pages of two. */
export interface KitRun {
  mode?: SyncMode;
  pageSize?: number;
  target?: SyncTarget;
  log?: Logger;
  pacer?: CallerOptions['pacer'];
  /** Changes the items of every page as they come. */
  alter?: (items: readonly Raw[]) => unknown[];
  onPage?: () => void;
}

/** The bench of one test. */
export interface KitBench {
  store: Store;
  target: SyncTarget;
  stream: AnyStream<unknown>;
  /** Starts the simulator over items; it is closed with the bench. */
  start(items: readonly KitItem[]): Promise<KitRig>;
  run(rig: KitRig, asked?: KitRun): Promise<SyncRun>;
  /** Content hash and version of every record that is there, by its key at the source. */
  findState(): Promise<Record<string, string>>;
  /** Raw items of a simulator over so many. */
  fetchItems(count: number): Promise<Raw[]>;
  close(): Promise<void>;
}

const patience = {
  attempts: 10,
  timeoutMs: 5_000,
  backoffMs: 1,
  longestWaitMs: 20,
  breakAfter: 100,
  breakMs: 1_000,
};
const silent = makeLogger('kit', 'silent');
const unlimited = { perSecond: 1e6, burst: 1e6, concurrency: 8 };

/** Opens a bench. */
export async function openBench(kit: KitSource): Promise<KitBench> {
  const store = await openStore(makeMongoUri());
  const stream = kit.connector.streams.find(({ name }) => name === kit.stream) as AnyStream<unknown>;
  const ownTarget = makeTargets(store, 'a secret of at least thirty-two characters')(stream.entity);
  const source = kit.connector.name;
  const rigs: KitRig[] = [];

  const bench: KitBench = {
    ...{ store, target: ownTarget, stream },
    async start(items) {
      const rig = await kit.start(items);
      rigs.push(rig);
      return rig;
    },
    run(rig, { mode = 'INCREMENTAL', pageSize = 2, target = ownTarget, log = silent, ...asked } = {}) {
      const http = makeHttpClient(
        { source, limits: unlimited, log, ...(asked.pacer === undefined ? {} : { pacer: asked.pacer }) },
        patience,
      );
      const task = {
        ...{
          connector: kit.connector,
          stream: toAltered(stream, { ...asked, rig }),
          settings: rig.settings(pageSize),
        },
        ...{ mode, fromRun: null, slice: null, isReleased: false, runId: null, traceId: 'kit' },
        signal: new AbortController().signal,
      };
      return runSync(task, { target, http, log, now: () => new Date() });
    },
    async findState() {
      const keys = new Map<string, string>();
      for await (const { id, key } of ownTarget.records.readKeys(source, stream.name)) keys.set(id, key);
      const heads = await ownTarget.records.findHeads([...keys.keys()]);
      const states = [...heads].map(([id, { hash }]) => [keys.get(id) ?? id, hash] as const);
      return Object.fromEntries(states.sort());
    },
    async fetchItems(count) {
      const rig = await bench.start(Array.from({ length: count }, (_, n) => ({ n: n + 1, second: n })));
      const items: Raw[] = [];
      const alter = (page: readonly Raw[]): Raw[] => {
        items.push(...page);
        return [];
      };
      await bench.run(rig, { pageSize: 100, mode: 'FULL', alter });
      return items.slice(0, count);
    },
    async close() {
      await Promise.all(rigs.map((rig) => rig.close()));
      await store.close();
    },
  };
  return bench;
}

function toAltered(
  stream: AnyStream<unknown>,
  { alter, onPage, rig }: KitRun & { rig: KitRig },
): AnyStream<unknown> {
  if (alter === undefined && onPage === undefined && rig.onPage === undefined) return stream;
  return {
    ...stream,
    async *read(context, from) {
      for await (const page of stream.read(context, from) as AsyncIterable<Page<unknown>>) {
        onPage?.();
        rig.onPage?.();
        yield alter === undefined ? page : { ...page, items: alter(page.items as Raw[]) };
      }
    },
  };
}
