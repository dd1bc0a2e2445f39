/** The graph: SDL and resolvers to subgraphs, subgraphs here and elsewhere to a supergraph, and what executes it. */
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import type { Closers } from '../closers.js';
import type { Config } from '../config.js';
import { HubError } from '../errors.js';
import type { AccessGuard } from '../federation/access-directives.js';
import { buildSubgraph, type Subgraph } from '../federation/build-subgraph.js';
import { withIntrospection } from '../federation/introspection.js';
import { loadSupergraph } from '../federation/load-supergraph.js';
import { makeLocalTransport } from '../federation/local-transport.js';
import { makeMixedTransport } from '../federation/mixed-transport.js';
import { planExecutors, type EntityPolicy } from '../federation/plan-executors.js';
import { makePromptTransport } from '../federation/prompt-transport.js';
import { readSubgraphSdl } from '../federation/read-subgraph-sdl.js';
import {
  defaultPatience,
  makeRemoteTransport,
  type RemoteTransport,
} from '../federation/remote/remote-transport.js';
import { watchTransport } from '../federation/watched-transport.js';
import type { ServedGraph } from '../gateway/apollo-gateway.js';
import type { GraphMetrics } from '../gateway/graph-metrics.js';
import { guardField } from '../gateway/guard.js';
import { requestIdHeader } from '../gateway/request-id.js';
import { serviceTokenHeader, signServiceToken } from '../gateway/service-token.js';
import type { HubContext } from '../resolvers/context.js';
import { recordPolicies, resolverRegistry } from '../resolvers/registry.js';
import type { ResolverMap } from '../resolvers/resolver-map.js';
import type { Tracing } from '../trace.js';
import { deriveKey } from '../store/seal.js';

/** Where the SDL files are. */
const schemaFolder = fileURLToPath(new URL('../../schema', import.meta.url));

/** Puts the subgraphs behind one plan executor; `closers` close what is open to those elsewhere. */
export async function openGraph(
  { hub, subgraphUrls }: Config,
  { closers, metrics, tracing }: { closers: Closers; metrics: GraphMetrics; tracing: Tracing },
): Promise<ServedGraph> {
  const subgraphs = await buildSubgraphs();
  const key = toServiceKey(hub.HUB_SECRET);
  const hedgeAfterMs = hub.SUBGRAPH_HEDGE_AFTER_MS ?? null;
  const remote = openRemotes(subgraphs, { urls: subgraphUrls, key, hedgeAfterMs, tracing, closers });
  metrics.watchBreakers(
    () => new Map([...remote].map(([name, transport]) => [name, transport.countOpenBreakers()])),
  );
  const { supergraphSdl, apiSdl } = await loadSupergraph(subgraphs, {
    folder: schemaFolder,
    mode: hub.HUB_MODE,
  });
  const apiSchema = buildSchema(apiSdl);
  const local = makeLocalTransport(subgraphs, {
    afterHits: hub.COMPILE_AFTER_HITS,
    onCompiled: metrics.onCompiled,
  });
  const transport = watchTransport(makePromptTransport(makeMixedTransport(local, remote)), {
    onFetch: metrics.onFetch,
    trace: tracing.trace,
  });
  const guard: AccessGuard<object> = (directive, context) => guardField(directive, context as HubContext);
  const parts = {
    supergraphSdl,
    apiSchema,
    transport,
    guard,
    policy: askRecordPolicy,
    watch: metrics,
    trace: tracing.trace,
  };
  const executor = await planExecutors[hub.PLAN_EXECUTOR](parts);
  return { executor: withIntrospection(executor, apiSchema), apiSchema, supergraphSdl };
}

/** Builds every subgraph of schema/ with its resolvers. */
export async function buildSubgraphs(): Promise<Subgraph[]> {
  const sdl = await readSubgraphSdl(schemaFolder);
  return sdl.map(({ name, typeDefs }) =>
    buildSubgraph({ name, typeDefs, resolvers: getResolvers(name), guard: guardField }),
  );
}

/** The subgraph of that name. @throws HubError BAD_INPUT naming those there are */
export function getSubgraph(subgraphs: readonly Subgraph[], name: string): Subgraph {
  const subgraph = subgraphs.find((one) => one.name === name);
  if (subgraph !== undefined) return subgraph;
  const names = subgraphs.map((one) => one.name).join(', ');
  throw new HubError('BAD_INPUT', `there is no subgraph ${name}; expected one of ${names}`);
}

/** The key that gateway and subgraphs sign and verify each other's requests with. */
export function toServiceKey(hubSecret: string): Uint8Array {
  return deriveKey(hubSecret, 'subgraph');
}

const askRecordPolicy: EntityPolicy = (representation, context) =>
  recordPolicies.get(String(representation['__typename']))?.(representation, context as HubContext);

interface RemoteSettings {
  urls: Config['subgraphUrls'];
  key: Uint8Array;
  hedgeAfterMs: number | null;
  tracing: Tracing;
  closers: Closers;
}

function openRemotes(
  subgraphs: readonly Subgraph[],
  { urls, key, hedgeAfterMs, tracing, closers }: RemoteSettings,
): Map<string, RemoteTransport> {
  const remote = Object.entries(urls).map(([name, url]) => {
    const { name: subgraph } = getSubgraph(subgraphs, name);
    const makeHeaders = async (context: object) => {
      const { principal, requestId } = context as HubContext;
      const token = await signServiceToken(principal, { subgraph, key });
      return { ...tracing.headers(), [serviceTokenHeader]: token, [requestIdHeader]: requestId };
    };
    const patience = { ...defaultPatience, hedgeAfterMs };
    const transport = makeRemoteTransport({ name, url, makeHeaders }, patience);
    closers.add(() => transport.close());
    return [name, transport] as const;
  });
  return new Map(remote);
}

function getResolvers(name: string): ResolverMap {
  const resolvers = Object.entries(resolverRegistry).find(([registered]) => registered === name)?.[1];
  if (resolvers !== undefined) return resolvers;
  throw new HubError(
    'INTERNAL',
    `schema/${name}.graphql has no resolvers; add a line to src/resolvers/registry.ts`,
  );
}
