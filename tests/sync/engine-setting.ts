/** The engine over a real store and the toy source: a store of its own for each test, and runs asked for by what differs. */
import { afterAll } from '@jest/globals';
import { makeTargets } from '../../src/app.js';
import type { HttpClient } from '../../src/connectors/http.js';
import type { AnyConnector } from '../../src/connectors/registry.js';
import { makeSyncJob } from '../../src/jobs/sync.js';
import { makeLogger } from '../../src/logger.js';
import { openStore, type Store } from '../../src/store/store.js';
import type { SyncRun } from '../../src/store/sync-runs.js';
import type { ReleaseTarget } from '../../src/sync/release-quarantine.js';
import { runSync } from '../../src/sync/run-sync.js';
import type { SyncTarget, SyncTask } from '../../src/sync/sync-task.js';
import { makeMongoUri } from '../services.js';
import { makeToyConnector, type makeToyStream } from './toy-source.js';

export type ToyStream = ReturnType<typeof makeToyStream>;

const log = makeLogger('test', 'silent');
const http: HttpClient = {
  postJson: () => Promise.reject(new Error('the toy source needs no network')),
  postFor: () => Promise.reject(new Error('the toy source needs no network')),
  fetchDate: () => Promise.reject(new Error('the toy source needs no network')),
  call: () => Promise.reject(new Error('the toy source needs no network')),
};
const opened = new Set<Store>();
afterAll(() => Promise.all([...opened].map((one) => one.close())));

/** What of a run differs from reading what changed, now, into the setting's own target. */
export type AskedOfRun = Partial<Pick<SyncTask<unknown>, 'mode' | 'fromRun' | 'slice' | 'isReleased'>> & {
  target?: SyncTarget;
  at?: Date;
};

/** A store, where the engine writes, and runs over it. */
export interface EngineSetting {
  store: Store;
  target: SyncTarget & ReleaseTarget;
  run(stream: ToyStream, asked?: AskedOfRun): Promise<SyncRun>;
  /** The job that reads the stream, as the schedule has it or in another mode; what was asked for in the store goes first. */
  runJob(stream: ToyStream, mode?: 'INCREMENTAL' | 'FULL', now?: () => Date): Promise<void>;
  /** Asks for a whole reading, as an operator does. */
  askForRun(): Promise<void>;
  close(): Promise<void>;
}

/** Opens one; it is closed when the file's tests are done, or before by who opens many. */
export async function openEngine(): Promise<EngineSetting> {
  const store = await openStore(makeMongoUri());
  opened.add(store);
  const ownTarget = makeTargets(store, 'a secret of at least thirty-two characters')('procedure');
  return {
    store,
    target: ownTarget,
    run(stream, { target = ownTarget, at, ...asked } = {}) {
      const task = {
        ...{ connector: makeToyConnector(stream), stream, settings: { on: true }, traceId: 'trace' },
        ...{ mode: 'INCREMENTAL' as const, fromRun: null, slice: null, isReleased: false, runId: null },
        signal: new AbortController().signal,
        ...asked,
      };
      return runSync(task, { target, http, log, now: () => at ?? new Date() });
    },
    runJob(stream, mode = 'INCREMENTAL', now = () => new Date()) {
      const connector = makeToyConnector(stream) as unknown as AnyConnector;
      const source = { connector, settings: { on: true }, http };
      const job = makeSyncJob(source, { targetOf: () => ownTarget, states: store.states, now });
      const { signal } = new AbortController();
      const context = { traceId: 't', attempt: 1, signal, log, putOff: () => undefined };
      return job.run({ stream: 'procedures', mode }, context);
    },
    async close() {
      opened.delete(store);
      await store.close();
    },
    askForRun: () =>
      store.states.request('toy', 'procedures', {
        runId: 'run_asked',
        mode: 'FULL',
        fromRun: null,
        slice: null,
        isReleased: false,
      }),
  };
}
