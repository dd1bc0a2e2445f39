/** The worker: the jobs, their schedules, a first sync of every source, and its health pages. */
import type { Config } from '../config.js';
import { startHealthServer } from '../gateway/health-server.js';
import type { RunningServer } from '../gateway/listen.js';
import { deliverTransfer, type DeliveryParts } from '../dossiers/deliver.js';
import { sendDispatch, sweepDispatches, type GoOutParts } from '../dossiers/dispatches/go-out.js';
import { matchAnswers } from '../dossiers/dispatches/match-answers.js';
import { sealLog } from '../dossiers/seal-log.js';
import { sweep } from '../dossiers/sweep.js';
import { compactListingsPattern, makeCompactListingsJob } from '../jobs/compact-listings.js';
import { makeDeliverJob } from '../jobs/deliver.js';
import { makeDispatchJob } from '../jobs/dispatch.js';
import { makePrunePagesJob, prunePagesPattern } from '../jobs/prune-pages.js';
import { startLoops, type Loop } from '../jobs/exchange-loops.js';
import type { AnyJob, JobQueues } from '../jobs/job.js';
import { openQueues, startWorkers } from '../jobs/queue.js';
import { openSharedLimits } from '../jobs/shared-limits.js';
import { makeSyncJob, type ConnectedSource } from '../jobs/sync.js';
import { makeTriggerSyncJob } from '../jobs/trigger-sync.js';
import type { Logger } from '../logger.js';
import { sendNotices } from '../notices/send-notices.js';
import { followListings } from '../store/listing.js';
import { makeListings } from '../store/listings.js';
import { openStore, type Store } from '../store/store.js';
import type { Closers } from '../closers.js';
import { makeOutgoingParts, type DispatchMakings } from './dispatches.js';
import { makeDeliveryParts, makeSealParts } from './exchange.js';
import { openExchangeFiles, type ExchangeFiles } from './nodes.js';
import { makeNoticeParts } from './notices.js';
import { opening } from './opening.js';
import { makeHealthChecks } from './health-checks.js';
import { makeTargets } from './targets.js';
import { makeSourcesFinder, now, toConnectedSources } from './sources.js';

/** How often the sweep looks for what is owed; the bound of what a lost queue or a dead worker delays. */
const sweepEveryMs = 10_000;

/** How often events get their place in the log. */
const sealEveryMs = 1_000;

/** How often answers to documents are looked for among what was read. */
const matchEveryMs = 5_000;

/** How often notices that are owed are sent. */
const notifyEveryMs = 5_000;

/** How often the worker looks for changes of the directory. */
const agenciesPollMs = 2_000;

/** Starts the worker: the jobs, their schedules, a first sync of every source, and its health pages. */
export function startWorker(config: Config, log: Logger): Promise<RunningServer> {
  return opening(async (closers) => {
    const { hub } = config;
    const store = await openStore(hub.MONGODB_URI);
    closers.add(() => store.close());
    const queueOptions = { redisUrl: hub.REDIS_URL, prefix: hub.QUEUE_PREFIX, log };
    const shared = openSharedLimits(queueOptions);
    closers.add(() => shared.close());
    const sources = toConnectedSources(config, { log, shared });
    const exchange = await openExchange({ hub, store, queues: () => queues, log }, { sources, closers });
    const jobs = makeJobs(sources, store, { hubSecret: hub.HUB_SECRET, queues: () => queues, exchange });
    const queues: JobQueues = await openQueues(jobs, queueOptions);
    closers.add(() => queues.close());
    const workers = startWorkers(jobs, queueOptions);
    closers.add(() => workers.close());
    await scheduleAll(sources, queues);
    const loops = startLoops(exchange.loops, log);
    closers.add(() => loops.stop());
    const findSources = makeSourcesFinder(sources, store, () => 0);
    const checks = makeHealthChecks({ store, queues, findSources });
    return startHealthServer({ host: hub.HOST, port: hub.WORKER_PORT, checks, log });
  });
}

/** The worker's side of the exchange. */
interface WorkingExchange {
  delivery: DeliveryParts;
  outgoing: GoOutParts;
  loops: readonly Loop[];
}

/** Opens the exchange: the directory of agencies is followed, everything else is found in the store. */
async function openExchange(
  makings: Omit<DispatchMakings, 'agencies' | 'listings' | keyof ExchangeFiles>,
  { sources, closers }: { sources: readonly ConnectedSource[]; closers: Closers },
): Promise<WorkingExchange> {
  const { hub, store, log } = makings;
  const listings = makeListings(store);
  const { agency: agencies, officeAgency } = listings;
  await Promise.all([agencies.refresh(), officeAgency.refresh()]);
  const follower = followListings([agencies, officeAgency], { pollMs: agenciesPollMs, log });
  closers.add(() => follower.stop());
  const whole = { ...makings, agencies, listings, ...(await openExchangeFiles(hub, { agencies, log })) };
  const delivery = makeDeliveryParts(whole);
  const notices = makeNoticeParts(whole, closers);
  const seal = makeSealParts(whole);
  const outgoing = makeOutgoingParts(delivery, { ...whole, sources });
  return {
    ...{ delivery, outgoing },
    loops: [
      { name: 'sweep', everyMs: sweepEveryMs, run: () => sweep(delivery) },
      { name: 'sweep-dispatches', everyMs: sweepEveryMs, run: () => sweepDispatches(outgoing) },
      { name: 'match-answers', everyMs: matchEveryMs, run: () => matchAnswers(outgoing) },
      { name: 'seal', everyMs: sealEveryMs, run: () => sealLog(seal) },
      { name: 'notify', everyMs: notifyEveryMs, run: () => sendNotices(notices) },
    ],
  };
}

interface JobParts {
  exchange: WorkingExchange;
  hubSecret: string;
  queues(): JobQueues;
}

/** Every job of the hub: one line each. */
function makeJobs(
  sources: readonly ConnectedSource[],
  store: Store,
  { hubSecret, queues, exchange }: JobParts,
): AnyJob[] {
  const targetOf = makeTargets(store, hubSecret);
  return [
    ...sources.map((source) => makeSyncJob(source, { targetOf, states: store.states, now })),
    makeTriggerSyncJob(sources, store.states, queues),
    makeCompactListingsJob(Object.values(store.logs), now),
    makePrunePagesJob(store.rawPages, now),
    makeDeliverJob((transfer, round) => deliverTransfer(transfer, exchange.delivery, round)),
    makeDispatchJob((dispatch, round) => sendDispatch(dispatch, exchange.outgoing, round)),
  ];
}

/** Schedules what repeats, and reads every source once at start: Redis may have forgotten what was due. */
async function scheduleAll(sources: readonly ConnectedSource[], queues: JobQueues): Promise<void> {
  await queues.schedule('compact-listings', {}, { id: 'compact-listings', pattern: compactListingsPattern });
  await queues.schedule('prune-pages', {}, { id: 'prune-pages', pattern: prunePagesPattern });
  for (const { connector } of sources) {
    const data = { source: connector.name };
    await queues.schedule('trigger-sync', data, {
      id: `trigger-sync.${connector.name}`,
      pattern: connector.schedule,
    });
    await queues.schedule(
      'trigger-sync',
      { ...data, mode: 'RECONCILE' },
      { id: `reconcile.${connector.name}`, pattern: connector.reconcileSchedule },
    );
    await queues.add('trigger-sync', data, { traceId: `start-${now().toISOString()}` });
  }
}
