/** The gateway: the supergraph over the subgraphs, here or elsewhere, and the server in front of them. */
import type { Config } from '../config.js';
import { measureExchange } from '../dossiers/measure.js';
import { makeMovements } from '../dossiers/movements.js';
import { HubError } from '../errors.js';
import { addAttachmentRoutes } from '../gateway/attachment-routes.js';
import type { ServedGraph } from '../gateway/apollo-gateway.js';
import { makeAuthenticate, type Authenticate } from '../gateway/authenticate.js';
import { addExchangeRoutes } from '../gateway/exchange-routes.js';
import { type RunningServer } from '../gateway/listen.js';
import { makeGraphMetrics } from '../gateway/graph-metrics.js';
import { addMetrics } from '../gateway/metrics.js';
import type { TrustSettings } from '../gateway/persisted-operations.js';
import { startGateway as startServer } from '../gateway/server.js';
import { readTrustedDocuments } from '../gateway/trusted-documents.js';
import type { Logger } from '../logger.js';
import { makeOpenAttachment } from './attachments.js';
import { makeFeeds } from './feeds.js';
import { openGraph } from './graph.js';
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
    const graph = await openGraph(config, { closers, metrics, tracing });
    const openAttachment = makeOpenAttachment(opened.sources, { listings });
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
      countRequest: openRequestCount(config, { log, closers }),
      timeoutMs: hub.REQUEST_TIMEOUT_MS,
      trustedProxies: hub.TRUSTED_PROXIES,
      makeContext: opened.makeContext,
      feeds: makeFeeds(movements, store.states),
      trust: await openTrust(hub, graph),
      onAnswered: metrics.onAnswered,
      tracing,
      addRoutes(server) {
        addExchangeRoutes(server, exchangeRoutes);
        addAttachmentRoutes(server, { links, openAttachment, now });
        addMetrics(server, {
          measure: () => measureExchange(store.exchange, now()),
          graph: metrics.registry,
        });
      },
      health: {
        ...makeHealthChecks(opened),
        supergraph: () => Promise.resolve({ bytes: graph.supergraphSdl.length }),
      },
      log,
    });
  });
}

/** Reads the manifest and prepares its operations, so that the first to ask need not wait. */
async function openTrust(hub: Config['hub'], { apiSchema, executor }: ServedGraph): Promise<TrustSettings> {
  const { TRUSTED_DOCUMENTS_FILE: file, TRUSTED_DOCUMENTS: given, HUB_MODE } = hub;
  if (file === undefined && given === 'enforce')
    throw new HubError('BAD_INPUT', 'TRUSTED_DOCUMENTS=enforce needs TRUSTED_DOCUMENTS_FILE');
  if (file === undefined) return { mode: 'off', documents: null };
  const documents = await readTrustedDocuments(file, apiSchema);
  for (const document of documents.documents) executor.prepare?.(document);
  return { mode: given ?? (HUB_MODE === 'production' ? 'enforce' : 'off'), documents };
}

function openAuthentication(hub: Config['hub']): Promise<Authenticate> {
  return makeAuthenticate({
    mode: hub.HUB_MODE,
    issuer: hub.TOKEN_ISSUER,
    jwksFile: hub.TOKEN_JWKS_FILE,
    apiKeysFile: hub.API_KEYS_FILE ?? null,
  });
}
