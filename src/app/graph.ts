/** The graph: SDL and resolvers to subgraphs, subgraphs here and elsewhere to a supergraph, and what executes it. */
import { fileURLToPath } from 'node:url';
import { buildSchema, type DocumentNode } from 'graphql';
import type { Closers } from '../closers.js';
import type { Config } from '../config.js';
import { HubError } from '../errors.js';
import { buildSubgraph, type Subgraph } from '../federation/build-subgraph.js';
import { withIntrospection } from '../federation/introspection.js';
import { loadSupergraph } from '../federation/load-supergraph.js';
import { makeLocalTransport } from '../federation/local-transport.js';
import { makeMixedTransport } from '../federation/mixed-transport.js';
import { planExecutors, type EntityPolicy, type ExecutorParts } from '../federation/plan-executors.js';
import { makePromptTransport } from '../federation/prompt-transport.js';
import { readSubgraphSdl } from '../federation/read-subgraph-sdl.js';
import { defaultPatience } from '../federation/remote/remote-patience.js';
import { makeRemoteTransport, type RemoteTransport } from '../federation/remote/remote-transport.js';
import { watchTransport } from '../federation/watched-transport.js';
import type { ServedGraph } from '../gateway/live-graph.js';
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
export const schemaFolder = fileURLToPath(new URL('../../schema', import.meta.url));

/** What watches and closes what a graph is made of. */
export interface GraphMakings {
  closers: Closers;
  metrics: GraphMetrics;
  tracing: Tracing;
}

/**
 * Opens the ways to subgraphs elsewhere, once; `closers` close them.
 * @returns what puts the subgraphs of today's SDL behind one plan executor. @throws HubError BAD_INPUT for SDL that does not compose
 */
export async function openGraphMaker(
  config: Config,
  makings: GraphMakings,
): Promise<() => Promise<ServedGraph>> {
  const { hub } = config;
  const remote = await openRemotes(config, makings);
  makings.metrics.watchBreakers(
    () => new Map([...remote].map(([name, transport]) => [name, transport.countOpenBreakers()])),
  );
  return async () => {
    const subgraphs = await buildSubgraphs();
    const options = { folder: schemaFolder, mode: hub.HUB_MODE };
    const { supergraphSdl, apiSdl } = await loadSupergraph(subgraphs, options);
    const apiSchema = buildSchema(apiSdl);
    const transports = makeTransports(subgraphs, { remote, afterHits: hub.COMPILE_AFTER_HITS, ...makings });
    const executor = await planExecutors[hub.PLAN_EXECUTOR]({
      ...{ supergraphSdl, apiSchema, ...transports },
      guard: (directive, context) => guardField(directive, context as HubContext),
      policy: askRecordPolicy,
      watch: makings.metrics,
      trace: makings.tracing.trace,
    });
    return { executor: withIntrospection(executor, apiSchema), apiSchema, supergraphSdl };
  };
}

/** The transport to all subgraphs, and what compiles operations of those of this process before they are asked. */
function makeTransports(
  subgraphs: readonly Subgraph[],
  {
    remote,
    afterHits,
    metrics: { onFetch, onCompiled },
    tracing: { trace },
  }: GraphMakings & { remote: ReadonlyMap<string, RemoteTransport>; afterHits: number },
): Pick<ExecutorParts, 'transport' | 'warm'> {
  const local = makeLocalTransport(subgraphs, { afterHits, onCompiled });
  const prompt = makePromptTransport(makeMixedTransport(local, remote));
  const warm = (name: string, document: DocumentNode): void => {
    if (!remote.has(name)) local.warm(name, document);
  };
  return { transport: watchTransport(prompt, { onFetch, trace }), warm };
}

/** Builds every subgraph of schema/ with its resolvers. */
export async function buildSubgraphs(): Promise<Subgraph[]> {
  const sdl = await readSubgraphSdl(schemaFolder);
  return sdl.map(({ name, typeDefs }) =>
    buildSubgraph({ name, typeDefs, resolvers: getResolvers(name), guard: guardField }),
  );
}

/** The subgraph of that name. @throws HubError BAD_INPUT naming those there are */
export function getSubgraph<Known extends { name: string }>(
  subgraphs: readonly Known[],
  name: string,
): Known {
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

async function openRemotes(
  { hub, subgraphUrls }: Config,
  { closers, tracing }: GraphMakings,
): Promise<Map<string, RemoteTransport>> {
  const subgraphs = await readSubgraphSdl(schemaFolder);
  const key = toServiceKey(hub.HUB_SECRET);
  const patience = { ...defaultPatience, hedgeAfterMs: hub.SUBGRAPH_HEDGE_AFTER_MS ?? null };
  const remote = Object.entries(subgraphUrls).map(([name, url]) => {
    const { name: subgraph } = getSubgraph(subgraphs, name);
    const makeHeaders = async (context: object) => {
      const { principal, requestId } = context as HubContext;
      const token = await signServiceToken(principal, { subgraph, key });
      return { ...tracing.headers(), [serviceTokenHeader]: token, [requestIdHeader]: requestId };
    };
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
