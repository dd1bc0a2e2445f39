/**
 * The only place that constructs. Config in, running parts out; what was opened is closed in reverse order.
 * Two processes are made here: the worker (jobs) and the gateway (the graph); they share the store and the queue.
 */
import { makeSyncJob, type ConnectedSource } from './jobs/sync.js';
import { compactListingsPattern, makeCompactListingsJob } from './jobs/compact-listings.js';
import { makeTriggerSyncJob } from './jobs/trigger-sync.js';
import type { AnyJob, JobQueues } from './jobs/job.js';
import { openQueues, startWorkers } from './jobs/queue.js';
import { makeHttpClient } from './connectors/http.js';
import { connectors } from './connectors/registry.js';
import type { Config } from './config.js';
import type { Logger } from './logger.js';
import type { EntityName } from './records/record.js';
import { makeSealer } from './store/seal.js';
import { sealRecord } from './store/seal-record.js';
import { openStore, type Store } from './store/store.js';
import type { ConfiguredSource } from './sync/find-overviews.js';
import type { SyncTarget } from './sync/run-sync.js';
import { makeClosers, type Running } from './closers.js';

/** The hub's clock. */
export const now = (): Date => new Date();

/** Every source with its settings. */
export function toConfiguredSources(config: Config): ConfiguredSource[] {
  return connectors.map((connector) => ({ connector, settings: config.sources[connector.name] }));
}

/** Starts the worker: the jobs, their schedules, and a first sync of every source. */
export async function startWorker(config: Config, log: Logger): Promise<Running & WorkerParts> {
  const closers = makeClosers();
  try {
    const { hub } = config;
    const store = await openStore(hub.MONGODB_URI);
    closers.add(() => store.close());
    const sources: ConnectedSource[] = toConfiguredSources(config).map((source) => ({
      ...source,
      http: makeHttpClient({ source: source.connector.name, limits: source.connector.limits, log }),
    }));
    const jobs = makeJobs(sources, store, { hubSecret: hub.HUB_SECRET, queues: () => queues });
    const queueOptions = { redisUrl: hub.REDIS_URL, prefix: hub.QUEUE_PREFIX, log };
    const queues: JobQueues = await openQueues(jobs, queueOptions);
    closers.add(() => queues.close());
    const workers = startWorkers(jobs, queueOptions);
    closers.add(() => workers.close());
    await scheduleAll(sources, queues);
    return { store, queues, close: () => closers.closeAll() };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

/** What the worker's health is asked of. */
export interface WorkerParts {
  store: Pick<Store, 'ping'>;
  queues: Pick<JobQueues, 'ping'>;
}

interface JobParts {
  hubSecret: string;
  queues(): JobQueues;
}

/** Every job of the hub: one line each. */
function makeJobs(
  sources: readonly ConnectedSource[],
  store: Store,
  { hubSecret, queues }: JobParts,
): AnyJob[] {
  const targetOf = makeTargets(store, hubSecret);
  return [
    makeSyncJob({ sources, targetOf, now }),
    makeTriggerSyncJob(sources, queues),
    makeCompactListingsJob(Object.values(store.logs)),
  ];
}

/** Where the engine writes each entity. */
export function makeTargets(store: Store, hubSecret: string): (entity: EntityName) => SyncTarget {
  const sealer = makeSealer(hubSecret);
  const { quarantine, states, runs } = store;
  return (entity) => ({
    records: store.records[entity],
    quarantine,
    states,
    runs,
    seal: (record) => sealRecord(record, sealer),
    sealRaw: (raw, id) => sealer.seal(raw, id),
  });
}

/** Schedules what repeats, and reads every source once at start: Redis may have forgotten what was due. */
async function scheduleAll(sources: readonly ConnectedSource[], queues: JobQueues): Promise<void> {
  await queues.schedule('compact-listings', {}, { id: 'compact-listings', pattern: compactListingsPattern });
  for (const { connector } of sources) {
    const data = { source: connector.name };
    await queues.schedule('trigger-sync', data, {
      id: `trigger-sync.${connector.name}`,
      pattern: connector.schedule,
    });
    await queues.add('trigger-sync', data, { traceId: `start-${now().toISOString()}` });
  }
}
