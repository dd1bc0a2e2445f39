/** The gateway: the supergraph over the subgraphs, here or elsewhere, and the server in front of them. */
import type { Config } from '../config.js';
import { measureExchange } from '../dossiers/measure.js';
import { makeMovements } from '../dossiers/movements.js';
import { addAttachmentRoutes } from '../gateway/attachment-routes.js';
import { makeAuthenticate, type Authenticate } from '../gateway/authenticate.js';
import { addExchangeRoutes } from '../gateway/exchange-routes.js';
import { type RunningServer } from '../gateway/listen.js';
import { makeGraphMetrics } from '../gateway/graph-metrics.js';
import { addMetrics } from '../gateway/metrics.js';
import { makeSourceMetrics } from '../gateway/source-metrics.js';
import { startGateway as startServer } from '../gateway/server.js';
import type { Logger } from '../logger.js';
import { makeOpenAttachment } from './attachments.js';
import { makeFeeds } from './feeds.js';
import { openLiveGraph } from './opened-graph.js';
import { makeHealthChecks } from './health-checks.js';
import { openHub } from './opened-hub.js';
import { opening } from './opening.js';
import { openRequestCount } from './request-count.js';
import { now } from './sources.js';
import { openTracing } from './tracing.js';

/** How often moves of dossiers are looked for, while somebody listens. */
const movementsPollMs = 500;

/** Starts the gateway: what questions are answered from, the graph over it, and the server in front. */
export function startGateway(config: Config, log: Logger): Promise<RunningServer> {
  return opening(async (closers) => {
    const { hub } = config;
    const tracing = await openTracing(hub.OTEL_EXPORTER_OTLP_ENDPOINT, { process: 'gateway', closers });
    const opened = await openHub(config, { log, closers, trace: tracing.trace });
    const { store, listings, exchange, links } = opened;
    const metrics = makeGraphMetrics();
    const { findSources } = opened;
    const sources = makeSourceMetrics({ findSources, countDrifts: () => store.shapes.countDrifts() });
    const { graph, trust, fault } = await openLiveGraph(config, { closers, metrics, tracing, log });
    const openAttachment = makeOpenAttachment(opened.sources, { listings });
    const authenticate = await openAuthentication(hub, log);
    const publicUrl = hub.HUB_PUBLIC_URL ?? null;
    const exchangeRoutes = { ...exchange.parts, ...exchange, authenticate, listings, publicUrl };
    const movements = makeMovements({ ...store.exchange, now, pollMs: movementsPollMs, log });
    closers.add(() => movements.stop());
    return startServer({
      ...{ graph, trust, host: hub.HOST, port: hub.PORT },
      mode: hub.HUB_MODE,
      authenticate,
      countRequest: openRequestCount(config, { log, closers }),
      timeoutMs: hub.REQUEST_TIMEOUT_MS,
      trustedProxies: hub.TRUSTED_PROXIES,
      makeContext: opened.makeContext,
      feeds: makeFeeds(movements, store.states),
      onAnswered: metrics.onAnswered,
      tracing,
      addRoutes(server) {
        addExchangeRoutes(server, exchangeRoutes);
        addAttachmentRoutes(server, { links, openAttachment, now });
        addMetrics(server, {
          measure: () => measureExchange(store.exchange, now()),
          graph: metrics.registry,
          sources,
        });
      },
      health: {
        ...makeHealthChecks(opened),
        supergraph: () => Promise.resolve({ bytes: graph.now().supergraphSdl.length, fault: fault() }),
      },
      log,
    });
  });
}

function openAuthentication(hub: Config['hub'], log: Logger): Promise<Authenticate> {
  return makeAuthenticate({
    mode: hub.HUB_MODE,
    issuer: hub.TOKEN_ISSUER,
    jwksFile: hub.TOKEN_JWKS_FILE,
    apiKeysFile: hub.API_KEYS_FILE ?? null,
    log,
  });
}
