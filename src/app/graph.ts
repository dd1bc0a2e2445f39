/** The graph of this process: SDL and resolvers to subgraphs, subgraphs to a supergraph, and what executes it. */
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import { HubError } from '../errors.js';
import { buildSubgraph } from '../federation/build-subgraph.js';
import { withIntrospection } from '../federation/introspection.js';
import { loadSupergraph } from '../federation/load-supergraph.js';
import { makeLocalTransport } from '../federation/local-transport.js';
import { readSubgraphSdl } from '../federation/read-subgraph-sdl.js';
import { makeRouterRuntimeExecutor } from '../federation/router-runtime-executor.js';
import type { ServedGraph } from '../gateway/apollo-gateway.js';
import { guardField } from '../gateway/guard.js';
import { resolverRegistry } from '../resolvers/registry.js';
import type { ResolverMap } from '../resolvers/resolver-map.js';

/** Where the SDL files are. */
const schemaFolder = fileURLToPath(new URL('../../schema', import.meta.url));

/** The subgraphs in this process behind one plan executor. */
export async function makeGraph(mode: 'demo' | 'production'): Promise<ServedGraph> {
  const sdl = await readSubgraphSdl(schemaFolder);
  const subgraphs = sdl.map(({ name, typeDefs }) =>
    buildSubgraph({ name, typeDefs, resolvers: getResolvers(name), guard: guardField }),
  );
  const { supergraphSdl, apiSdl } = await loadSupergraph(sdl, { folder: schemaFolder, mode });
  const apiSchema = buildSchema(apiSdl);
  const executor = await makeRouterRuntimeExecutor(supergraphSdl, makeLocalTransport(subgraphs));
  return { executor: withIntrospection(executor, apiSchema), apiSchema, supergraphSdl };
}

function getResolvers(name: string): ResolverMap {
  const resolvers = Object.entries(resolverRegistry).find(([registered]) => registered === name)?.[1];
  if (resolvers !== undefined) return resolvers;
  throw new HubError(
    'INTERNAL',
    `schema/${name}.graphql has no resolvers; add a line to src/resolvers/registry.ts`,
  );
}
