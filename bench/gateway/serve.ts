/** One contender of the bench behind HTTP, in a process of its own: `serve.ts NAME`. Prints its address, runs until it is stopped. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import type { PlanExecutorName } from '../../src/federation/plan-executors.js';
import { makeLiveGraph } from '../../src/gateway/live-graph.js';
import { startGateway } from '../../src/gateway/server.js';
import { makeLogger } from '../../src/logger.js';
import { makeMonolith, makeServedGraph, makeSubgraphs } from './graphs.js';
import { makeContext } from './world.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { untraced } from '../../src/trace.js';

const log = makeLogger('bench', 'silent');

/** Contenders by name, in the order they are shown. */
const contenders: Record<string, () => Promise<string>> = {
  ours: () => serveOurs('hub', 3),
  'ours, not compiled': () => serveOurs('hub', 0),
  'router-runtime': () => serveOurs('router-runtime', 0),
  monolith: () => serveApollo(new ApolloServer({ schema: makeMonolith() })),
  'monolith, no cacheControl': () =>
    serveApollo(
      new ApolloServer({ schema: makeMonolith(), plugins: [ApolloServerPluginCacheControlDisabled()] }),
    ),
  'Apollo Gateway': () => serveApollo(new ApolloServer({ gateway: loadApolloGateway() })),
};

/** The whole gateway as the hub runs it, but for who may ask. */
async function serveOurs(name: PlanExecutorName, afterHits: number): Promise<string> {
  const graph = await makeServedGraph(name, afterHits);
  const { url } = await startGateway({
    graph: makeLiveGraph(graph),
    ...{ host: '127.0.0.1', port: 0, mode: 'production', log },
    authenticate: () => Promise.resolve(null),
    countRequest: () => Promise.resolve(),
    timeoutMs: 30_000,
    makeContext,
    onAnswered: () => undefined,
    tracing: untraced,
    feeds: {},
    trust: { mode: 'off', find: () => null },
    addRoutes: () => undefined,
    health: {},
  });
  return url;
}

async function serveApollo(apollo: ApolloServer): Promise<string> {
  await apollo.start();
  const server = fastify();
  server.post('/graphql', fastifyApolloHandler(apollo, { context: () => Promise.resolve(makeContext()) }));
  return server.listen({ host: '127.0.0.1', port: 0 });
}

/** Installed by the bench into a folder of its own; its licence keeps it out of the project. */
function loadApolloGateway(): NonNullable<ApolloServerOptionsWithGateway<object>['gateway']> {
  const folder = process.env['APOLLO_GATEWAY_FOLDER'] ?? '';
  const { ApolloGateway, LocalGraphQLDataSource } = createRequire(join(folder, 'index.js'))(
    '@apollo/gateway',
  ) as {
    ApolloGateway: new (options: object) => NonNullable<ApolloServerOptionsWithGateway<object>['gateway']>;
    LocalGraphQLDataSource: new (schema: object) => object;
  };
  const subgraphs = makeSubgraphs();
  const { supergraphSdl } = composeSupergraph(subgraphs);
  const buildService = ({ name }: { name: string }) => {
    const subgraph = subgraphs.find((one) => one.name.toUpperCase() === name.toUpperCase());
    return new LocalGraphQLDataSource(subgraph?.schema ?? {});
  };
  return new ApolloGateway({ supergraphSdl, buildService });
}

const [name = ''] = process.argv.slice(2);
const url = await contenders[name]?.();
process.stdout.write(`${url ?? `no contender ${name}`}\n`);
