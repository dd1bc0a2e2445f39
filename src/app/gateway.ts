/** The gateway: the listings, the subgraphs, the supergraph, and the server in front of them. */
import type { Config } from '../config.js';
import type { BundleParts } from '../delivery/bundles.js';
import type { InboxParts } from '../delivery/inbox.js';
import type { PaperParts } from '../delivery/papers.js';
import type { DispatchParts } from '../dossiers/dispatches/run-dispatch.js';
import { measureExchange } from '../dossiers/measure.js';
import { makeMovements } from '../dossiers/movements.js';
import { addAttachmentRoutes } from '../gateway/attachment-routes.js';
import { addExchangeRoutes } from '../gateway/exchange-routes.js';
import type { EvidenceRouteParts } from '../gateway/exchange/evidence-routes.js';
import { makeAuthenticate, type Authenticate } from '../gateway/authenticate.js';
import { type RunningServer } from '../gateway/listen.js';
import { addMetrics } from '../gateway/metrics.js';
import { startGateway as startServer } from '../gateway/server.js';
import { queuedDelivery } from '../jobs/deliver.js';
import { queuedDispatch } from '../jobs/dispatch.js';
import { queuedSync } from '../jobs/sync.js';
import { openQueues } from '../jobs/queue.js';
import { openSharedLimits } from '../jobs/shared-limits.js';
import type { Logger } from '../logger.js';
import type { Exchange } from '../resolvers/context.js';
import { makeHolders } from '../store/holders.js';
import { followListings } from '../store/listing.js';
import { makeListings } from '../store/listings.js';
import { openStore } from '../store/store.js';
import { makeDispatchParts, type DispatchMakings } from './dispatches.js';
import { makeFindRecord, makeInboxParts } from './exchange.js';
import { makeOpenAttachment } from './attachments.js';
import { makeContexts } from './contexts.js';
import { makeFeeds } from './feeds.js';
import { makePathSigner } from '../evidence/signed-path.js';
import { deriveKey } from '../store/seal.js';
import { makeGraph } from './graph.js';
import { openExchangeFiles, type ExchangeFiles } from './nodes.js';
import { opening } from './opening.js';
import { makeHealthChecks } from './health-checks.js';
import { makeSourcesFinder, now, toConfiguredSources, toConnectedSources } from './sources.js';

/** How often a gateway looks for what was written since; the age of what it shows. */
const listingPollMs = 500;

/** How often moves of dossiers are looked for, while somebody listens. */
const movementsPollMs = 500;

/** Starts the gateway: the listings, the subgraphs, the supergraph, and the server in front of them. */
export function startGateway(config: Config, log: Logger): Promise<RunningServer> {
  return opening(async (closers) => {
    const { hub } = config;
    const store = await openStore(hub.MONGODB_URI);
    closers.add(() => store.close());
    const queueOptions = { redisUrl: hub.REDIS_URL, prefix: hub.QUEUE_PREFIX, log };
    const queues = await openQueues([queuedDelivery, queuedDispatch, queuedSync], queueOptions);
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
    const graph = await makeGraph(hub);
    const exchange = await openExchange({
      ...{ hub, store, listings, log },
      agencies: listings.agency,
      queues: () => queues,
    });
    const sources = toConnectedSources(config, { log, shared });
    const openAttachment = makeOpenAttachment(sources, { listings });
    const links = makePathSigner(deriveKey(hub.HUB_SECRET, 'links'));
    const makeContext = makeContexts({
      hubSecret: hub.HUB_SECRET,
      ...{ sources, store, queues, log, listings, exchange, findSources },
      dispatches: exchange.dispatches,
      signPath: (path, expiresAt) => links.sign(path, expiresAt),
      holders: holders.holderOf,
    });
    const authenticate = await openAuthentication(hub);
    const publicUrl = hub.HUB_PUBLIC_URL ?? null;
    const exchangeRoutes = { ...exchange.parts, ...exchange, authenticate, listings, publicUrl };
    const movements = makeMovements({ ...store.exchange, now, pollMs: movementsPollMs, log });
    closers.add(() => movements.stop());
    return startServer({
      ...graph,
      ...{ host: hub.HOST, port: hub.PORT },
      mode: hub.HUB_MODE,
      authenticate,
      makeContext,
      feeds: makeFeeds(movements, store.states),
      addRoutes(server) {
        addExchangeRoutes(server, exchangeRoutes);
        addAttachmentRoutes(server, { links, openAttachment, now });
        addMetrics(server, () => measureExchange(store.exchange, now()));
      },
      health: {
        ...makeHealthChecks({ store, queues, findSources }),
        supergraph: () => Promise.resolve({ bytes: graph.supergraphSdl.length }),
      },
      log,
    });
  });
}

/** What the graph and the routes of the exchange work with. */
type OpenedExchange = Exchange &
  Pick<PaperParts, 'papers' | 'findRecord'> &
  Pick<BundleParts, 'bundles' | 'getSigningKey'> &
  Pick<EvidenceRouteParts, 'sealedLog'> & { parts: InboxParts; dispatches: DispatchParts };

/** The gateway's side of the exchange: what commands are run with, and what nodes fetch and answer with. */
async function openExchange(makings: Omit<DispatchMakings, keyof ExchangeFiles>): Promise<OpenedExchange> {
  const { hub, store, agencies, log } = makings;
  const files = await openExchangeFiles(hub, { agencies, log });
  const { keys } = files;
  const parts = makeInboxParts({ ...makings, ...files });
  return {
    parts,
    dispatches: makeDispatchParts(parts, makings),
    sealedLog: store.exchange,
    papers: store.exchange.papers,
    findRecord: makeFindRecord(store),
    bundles: store.exchange.bundles,
    publishedKeys: () => keys.publishedKeys(),
    getSigningKey: (at) => keys.getSigningKey(at),
  };
}

function openAuthentication(hub: Config['hub']): Promise<Authenticate> {
  return makeAuthenticate({
    mode: hub.HUB_MODE,
    issuer: hub.TOKEN_ISSUER,
    jwksFile: hub.TOKEN_JWKS_FILE,
    apiKeysFile: hub.API_KEYS_FILE ?? null,
  });
}
