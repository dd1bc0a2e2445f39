/** The graph of this process: SDL and resolvers to subgraphs, subgraphs to a supergraph, and what executes it. */
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import type { Config } from '../config.js';
import { HubError } from '../errors.js';
import { buildSubgraph } from '../federation/build-subgraph.js';
import { withIntrospection } from '../federation/introspection.js';
import { loadSupergraph } from '../federation/load-supergraph.js';
import { makeLocalTransport } from '../federation/local-transport.js';
import { readSubgraphSdl } from '../federation/read-subgraph-sdl.js';
import { planExecutors } from '../federation/plan-executors.js';
import type { ServedGraph } from '../gateway/apollo-gateway.js';
import { guardField } from '../gateway/guard.js';
import { resolverRegistry } from '../resolvers/registry.js';
import type { ResolverMap } from '../resolvers/resolver-map.js';

/** Where the SDL files are. */
const schemaFolder = fileURLToPath(new URL('../../schema', import.meta.url));

/** The configuration's part that concerns the graph. */
type GraphSettings = Pick<Config['hub'], 'HUB_MODE' | 'PLAN_EXECUTOR'>;

/** The subgraphs in this process behind one plan executor. */
export async function makeGraph({ HUB_MODE, PLAN_EXECUTOR }: GraphSettings): Promise<ServedGraph> {
  const sdl = await readSubgraphSdl(schemaFolder);
  const subgraphs = sdl.map(({ name, typeDefs }) =>
    buildSubgraph({ name, typeDefs, resolvers: getResolvers(name), guard: guardField }),
  );
  const { supergraphSdl, apiSdl } = await loadSupergraph(sdl, { folder: schemaFolder, mode: HUB_MODE });
  const apiSchema = buildSchema(apiSdl);
  const transport = makeLocalTransport(subgraphs);
  const executor = await planExecutors[PLAN_EXECUTOR]({ supergraphSdl, apiSchema, transport });
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
