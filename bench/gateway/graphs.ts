/** The bench's graph made ready for each contender. */
import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSubgraph, type Subgraph, type SubgraphResolvers } from '../../src/federation/build-subgraph.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { makeLocalTransport } from '../../src/federation/local-transport.js';
import { planExecutors, type PlanExecutorName } from '../../src/federation/plan-executors.js';
import type { ServedGraph } from '../../src/gateway/live-graph.js';
import { monolithResolvers, subgraphResolvers, subgraphSdl, type SubgraphName } from './world.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])\n`;

/** The four subgraphs. */
export function makeSubgraphs(): Subgraph[] {
  return (Object.keys(subgraphSdl) as SubgraphName[]).map((name) =>
    buildSubgraph({
      name,
      typeDefs: link + subgraphSdl[name],
      resolvers: subgraphResolvers[name] as SubgraphResolvers<object>,
    }),
  );
}

/** Our gateway's graph, by either executor, its subgraphs compiled or not. */
export async function makeServedGraph(name: PlanExecutorName, afterHits: number): Promise<ServedGraph> {
  const subgraphs = makeSubgraphs();
  const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
  const apiSchema = buildSchema(apiSdl);
  const transport = makeLocalTransport(subgraphs, { afterHits });
  return {
    executor: await planExecutors[name]({ supergraphSdl, apiSchema, transport }),
    apiSchema,
    supergraphSdl,
  };
}

/** One schema without federation. */
export function makeMonolith(): GraphQLSchema {
  const { apiSdl } = composeSupergraph(makeSubgraphs());
  return makeExecutableSchema({ typeDefs: printSchema(buildSchema(apiSdl)), resolvers: monolithResolvers });
}
