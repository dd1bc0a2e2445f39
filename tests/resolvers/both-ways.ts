/**
 * The graph asked both ways: its subgraphs interpreted in this process, and each compiled behind a server of its own. Queries must be
 * answered alike.
 */
import {
  buildSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { AccessGuard } from '../../src/federation/access-directives.js';
import type { Subgraph } from '../../src/federation/build-subgraph.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { makeHubExecutor } from '../../src/federation/execution/hub-executor.js';
import { makeLocalTransport } from '../../src/federation/local-transport.js';
import { makeMixedTransport } from '../../src/federation/mixed-transport.js';
import type { GraphRequest, PlanExecutor } from '../../src/federation/plan-executor.js';
import { makeRemoteTransport } from '../../src/federation/remote/remote-transport.js';
import { guardField } from '../../src/gateway/guard.js';
import { signServiceToken } from '../../src/gateway/service-token.js';
import { startSubgraphServer } from '../../src/gateway/subgraph-server.js';
import { makeLogger } from '../../src/logger.js';
import type { HubContext } from '../../src/resolvers/context.js';
import { untraced } from '../../src/trace.js';

/** What a graph is asked with. */
export type Question = Pick<GraphRequest, 'variables'> & { query: string; context: HubContext };

/** Answers, and what compares them. */
export interface BothWays {
  ask(question: Question): Promise<{ here: ExecutionResult; elsewhere: ExecutionResult | null }>;
  close(): Promise<void>;
}

const key = Buffer.alloc(32, 5);
const log = makeLogger('test', 'silent');

/** Puts the subgraphs up both ways; the servers start with the first question. */
export function makeBothWays(subgraphs: readonly Subgraph[]): BothWays {
  const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
  const apiSchema = buildSchema(apiSdl);
  const graph = { supergraphSdl, apiSchema };
  // Here the gateway refuses what a caller may not have, elsewhere the subgraphs do.
  const guard: AccessGuard<object> = (directive, context) => guardField(directive, context as HubContext);
  const local = makeHubExecutor({ ...graph, transport: makeLocalTransport(subgraphs), guard });
  let remote: Promise<Elsewhere> | null = null;
  return {
    async ask({ query, ...given }) {
      const document = parse(query);
      const signal = new AbortController().signal;
      const request = { ...given, document, operationName: null, signal };
      const here = await local.execute(request);
      // A command given twice is another command; only questions are asked again.
      if (getOperationAST(document)?.operation !== OperationTypeNode.QUERY) return { here, elsewhere: null };
      remote ??= startElsewhere(subgraphs, graph);
      return { here, elsewhere: await (await remote).ask(request) };
    },
    close: async () => (await remote)?.close(),
  };
}

interface Elsewhere {
  ask(request: GraphRequest): Promise<ExecutionResult>;
  close(): Promise<void>;
}

async function startElsewhere(
  subgraphs: readonly Subgraph[],
  graph: { supergraphSdl: string; apiSchema: GraphQLSchema },
): Promise<Elsewhere> {
  let asking: HubContext | null = null;
  const open = await Promise.all(
    subgraphs.map(async ({ name, schema }) => {
      const server = await startSubgraphServer({
        ...{
          name,
          schema,
          key,
          log,
          host: '127.0.0.1',
          port: 0,
          health: {},
          tracing: untraced,
          compiling: { afterHits: 1 },
        },
        // What a context finds is the test's; who asks is what came over the wire.
        makeContext: ({ principal }) => ({ ...asking, principal }),
      });
      const makeHeaders = async (context: object) => ({
        authorization: await signServiceToken((context as HubContext).principal, { subgraph: name, key }),
      });
      const transport = makeRemoteTransport({ name, url: `${server.url}/graphql`, makeHeaders });
      return { name, server, transport };
    }),
  );
  const remote = new Map(open.map(({ name, transport }) => [name, transport]));
  const transport = makeMixedTransport(makeLocalTransport([]), remote);
  const executor: PlanExecutor = makeHubExecutor({ ...graph, transport });
  return {
    async ask(request) {
      asking = request.context as HubContext;
      await executor.execute(request);
      // The second time the subgraphs have compiled what they are asked.
      return executor.execute(request);
    },
    async close() {
      for (const { server, transport: pool } of open) {
        await pool.close();
        await server.close();
      }
    },
  };
}
