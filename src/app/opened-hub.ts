/** What every process that answers questions opens: the store, the queues, the listings, the sources, the contexts of requests. */
import type { Closers } from '../closers.js';
import type { Config } from '../config.js';
import { makePathSigner } from '../evidence/signed-path.js';
import { queuedDelivery } from '../jobs/deliver.js';
import { queuedDispatch } from '../jobs/dispatch.js';
import type { JobQueues } from '../jobs/job.js';
import { openQueues } from '../jobs/queue.js';
import { openSharedLimits } from '../jobs/shared-limits.js';
import { toQueuedSync } from '../jobs/sync.js';
import type { Logger } from '../logger.js';
import { makeHolders } from '../store/holders.js';
import { followListings } from '../store/listing.js';
import { makeListings } from '../store/listings.js';
import { deriveKey } from '../store/seal.js';
import { openStore, type Store } from '../store/store.js';
import type { Trace } from '../trace.js';
import { makeContexts } from './contexts.js';
import { openExchange, type OpenedExchange } from './opened-exchange.js';
import { makeSourcesFinder, toConfiguredSources, toConnectedSources } from './sources.js';

/** How often a process looks for what was written since; the age of what it shows. */
const listingPollMs = 500;

/** What was opened. */
export interface OpenedHub {
  store: Store;
  queues: JobQueues;
  listings: ReturnType<typeof makeListings>;
  sources: ReturnType<typeof toConnectedSources>;
  exchange: OpenedExchange;
  /** Signs and verifies links that are good for a while. */
  links: ReturnType<typeof makePathSigner>;
  findSources: ReturnType<typeof makeSourcesFinder>;
  makeContext: ReturnType<typeof makeContexts>;
}

/** Opens it all; `closers` close it. */
export async function openHub(
  config: Config,
  { log, closers, trace }: { log: Logger; closers: Closers; trace: Trace },
): Promise<OpenedHub> {
  const { hub } = config;
  const store = await openStore(hub.MONGODB_URI);
  closers.add(() => store.close());
  const queueOptions = { redisUrl: hub.REDIS_URL, prefix: hub.QUEUE_PREFIX, log };
  const queuedSyncs = toConfiguredSources(config).map(({ connector }) => toQueuedSync(connector.name));
  const queues = await openQueues([queuedDelivery, queuedDispatch, ...queuedSyncs], queueOptions);
  closers.add(() => queues.close());
  const shared = openSharedLimits(queueOptions);
  closers.add(() => shared.close());
  const listings = makeListings(store);
  const holders = makeHolders(store.exchange.custodies);
  const all = [...Object.values(listings), holders];
  await Promise.all(all.map((listing) => listing.refresh()));
  const follower = followListings(all, { pollMs: listingPollMs, log });
  closers.add(() => follower.stop());
  const findSources = makeSourcesFinder(toConfiguredSources(config), store, (entity, stream) =>
    listings[entity].countOf(stream),
  );
  const exchange = await openExchange({
    ...{ hub, store, listings, log },
    agencies: listings.agency,
    queues: () => queues,
  });
  const sources = toConnectedSources(config, { log, shared });
  const links = makePathSigner(deriveKey(hub.HUB_SECRET, 'links'));
  const makeContext = makeContexts({
    hubSecret: hub.HUB_SECRET,
    ...{ sources, store, queues, log, listings, exchange, findSources, trace },
    dispatches: exchange.dispatches,
    signPath: (path, expiresAt) => links.sign(path, expiresAt),
    holders: holders.holderOf,
  });
  return { store, queues, listings, sources, exchange, links, findSources, makeContext };
}
