/** A gateway over the toy subgraphs on a free port, and a client that speaks to it over HTTP. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import type { AccessDirective } from '../../src/federation/access-directives.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { makeHubExecutor } from '../../src/federation/execution/hub-executor.js';
import { withIntrospection } from '../../src/federation/introspection.js';
import { makeLocalTransport } from '../../src/federation/local-transport.js';
import { makePromptTransport } from '../../src/federation/prompt-transport.js';
import { makeAuthenticate } from '../../src/gateway/authenticate.js';
import { demoJwksFile } from '../../src/gateway/demo-key.js';
import { ensureDemoTokens, type DemoTokens } from '../../src/gateway/demo-tokens.js';
import { guardField } from '../../src/gateway/guard.js';
import type { HealthChecks } from '../../src/gateway/health.js';
import type { TrustSettings } from '../../src/gateway/persisted-operations.js';
import type { ContextParts } from '../../src/gateway/request-context.js';
import { startGateway } from '../../src/gateway/server.js';
import type { SubscriptionParts } from '../../src/gateway/subscription-stream.js';
import { makeLiveGraph, type LiveGraph } from '../../src/gateway/live-graph.js';
import { readTrustedDocuments } from '../../src/gateway/trusted-documents.js';
import type { Principal } from '../../src/principal.js';
import { makeToySubgraphs, type ToyWorld } from '../federation/toy-graph.js';
import { untraced, type Tracing } from '../../src/trace.js';
import { makeGraphMetrics, type GraphMetrics } from '../../src/gateway/graph-metrics.js';
import { watchTransport } from '../../src/federation/watched-transport.js';

/** The part of an answer tests look at. */
export interface Answer {
  status: number;
  headers: Headers;
  data: unknown;
  errors: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
}

export interface ToyGateway {
  url: string;
  world: ToyWorld;
  graph: LiveGraph;
  tokens: DemoTokens;
  /** Everything logged so far, as text. */
  logged(): string;
  ask(query: string, options?: { variables?: object; headers?: Record<string, string> }): Promise<Answer>;
  close(): Promise<void>;
}

/** How it is started. */
export interface ToySettings {
  mode?: 'demo' | 'production';
  jwksFile?: string;
  health?: HealthChecks;
  /** How long a request may take. */
  timeoutMs?: number;
  countRequest?: ContextParts['countRequest'];
  /** Behind the fields of `Subscription`. */
  feeds?: SubscriptionParts['feeds'];
  metrics?: GraphMetrics;
  tracing?: Tracing;
  /** File of the only operations that are answered. */
  manifest?: string;
}

/** Starts it with tokens and key of the demonstration, unless another key file is given. */
export async function startToyGateway(settings: ToySettings = {}): Promise<ToyGateway> {
  const mode = settings.mode ?? 'demo';
  const world: ToyWorld = { reviews: 'up', references: [] };
  const folder = await mkdtemp(join(tmpdir(), 'toy-gateway-'));
  const tokens = await ensureDemoTokens(folder, new Date());
  const guard = (directive: AccessDirective, context: object): void =>
    guardField(directive, context as { principal: Principal | null });
  const subgraphs = makeToySubgraphs(world, guard);
  const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
  const apiSchema = buildSchema(apiSdl);
  const { tracing = untraced, metrics = makeGraphMetrics() } = settings;
  const { trace } = tracing;
  const local = makeLocalTransport(subgraphs, { afterHits: 2, onCompiled: metrics.onCompiled });
  const transport = watchTransport(makePromptTransport(local), { onFetch: metrics.onFetch, trace });
  const planned = makeHubExecutor({ supergraphSdl, apiSchema, transport, guard, watch: metrics, trace });
  const graph = makeLiveGraph({ executor: withIntrospection(planned, apiSchema), apiSchema, supergraphSdl });
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const gateway = await startGateway({
    host: '127.0.0.1',
    port: 0,
    mode,
    log,
    graph,
    makeContext: (facts) => facts,
    timeoutMs: settings.timeoutMs ?? 30_000,
    countRequest: settings.countRequest ?? (() => Promise.resolve()),
    onAnswered: metrics.onAnswered,
    tracing,
    feeds: settings.feeds ?? {},
    trust: await toTrust(settings.manifest, apiSchema),
    addRoutes: () => undefined,
    authenticate: await makeAuthenticate({
      mode,
      issuer: 'lien-thong',
      jwksFile: settings.jwksFile ?? join(folder, demoJwksFile),
      apiKeysFile: null,
      log,
    }),
    health: settings.health ?? {},
  });
  return { ...gateway, world, graph, tokens, logged: () => lines.join(''), ask: makeAsk(gateway.url) };
}

function makeAsk(url: string): ToyGateway['ask'] {
  return async (query, { variables, headers } = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
    return { status: response.status, headers: response.headers, data, errors };
  };
}

async function toTrust(manifest: string | undefined, schema: GraphQLSchema): Promise<TrustSettings> {
  if (manifest === undefined) return { mode: 'off', find: () => null };
  return { mode: 'enforce', find: (await readTrustedDocuments(manifest, schema)).find };
}
