/** The worker: the jobs, their schedules, a first sync of every source, and its health pages. */
import type { Config } from '../config.js';
import { startHealthServer } from '../gateway/health-server.js';
import type { RunningServer } from '../gateway/listen.js';
import { compactListingsPattern, makeCompactListingsJob } from '../jobs/compact-listings.js';
import type { AnyJob, JobQueues } from '../jobs/job.js';
import { openQueues, startWorkers } from '../jobs/queue.js';
import { makeSyncJob, type ConnectedSource } from '../jobs/sync.js';
import { makeTriggerSyncJob } from '../jobs/trigger-sync.js';
import type { Logger } from '../logger.js';
import type { EntityName } from '../records/record.js';
import { makeSealer } from '../store/seal.js';
import { sealRecord } from '../store/seal-record.js';
import { openStore, type Store } from '../store/store.js';
import type { SyncTarget } from '../sync/run-sync.js';
import { opening } from './opening.js';
import { makeHealthChecks } from './health-checks.js';
import { makeSourcesFinder, now, toConnectedSources } from './sources.js';

/** Starts the worker: the jobs, their schedules, a first sync of every source, and its health pages. */
export function startWorker(config: Config, log: Logger): Promise<RunningServer> {
  return opening(async (closers) => {
    const { hub } = config;
    const store = await openStore(hub.MONGODB_URI);
    closers.add(() => store.close());
    const sources = toConnectedSources(config, log);
    const jobs = makeJobs(sources, store, { hubSecret: hub.HUB_SECRET, queues: () => queues });
    const queueOptions = { redisUrl: hub.REDIS_URL, prefix: hub.QUEUE_PREFIX, log };
    const queues: JobQueues = await openQueues(jobs, queueOptions);
    closers.add(() => queues.close());
    const workers = startWorkers(jobs, queueOptions);
    closers.add(() => workers.close());
    await scheduleAll(sources, queues);
    const findSources = makeSourcesFinder(sources, store, () => 0);
    const checks = makeHealthChecks({ store, queues, findSources });
    return startHealthServer({ host: hub.HOST, port: hub.WORKER_PORT, checks, log });
  });
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
