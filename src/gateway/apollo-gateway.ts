/** Our plan executor in the shape of the `gateway` Apollo Server asks for; it then wraps no resolver and plans nothing. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError, type DocumentNode, type GraphQLSchema } from 'graphql';
import { HubError } from '../errors.js';
import type { PlanExecutor } from '../federation/plan-executor.js';
import { collapseErrors } from './collapse-errors.js';
import type { GatewayRequest } from './gateway-request.js';
import type { LiveGraph, OnGraph } from './live-graph.js';

type ApolloGateway = ApolloServerOptionsWithGateway<GatewayRequest>['gateway'];

/** What Apollo hands to a gateway's executor: the context is under `context`, not `contextValue`. */
interface Operation {
  /** The one the document was found valid against. */
  schema: GraphQLSchema;
  document: DocumentNode;
  operation?: { operation: string };
  operationName: string | null;
  request: { operationName?: string; variables?: Record<string, unknown> };
  context: unknown;
}

/** Makes the gateway object. */
export function makeApolloGateway(graph: LiveGraph): ApolloGateway {
  const endings: (() => void)[] = [];
  const listeners = new Set<OnGraph>();
  return {
    onSchemaLoadOrUpdate(callback) {
      const listener: OnGraph = ({ apiSchema, supergraphSdl }) =>
        callback({ apiSchema, coreSupergraphSdl: supergraphSdl });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: async () => {
      const tell: OnGraph = (current) => {
        for (const listener of listeners) listener(current);
      };
      tell(graph.now());
      endings.push(graph.onReplaced(tell));
      return Promise.resolve({
        executor: async (operation) => run(graph.executorOf(operation.schema), operation),
      });
    },
    stop() {
      for (const end of endings.splice(0)) end();
      return Promise.resolve();
    },
  };
}

async function run(
  executor: PlanExecutor,
  { document, operation, operationName, request, context }: Operation,
) {
  if (operation === undefined) return { errors: [toBadInput(toMissingOperation(request.operationName))] };
  if (operation.operation === 'subscription') return { errors: [toBadInput(notOverHttp)] };
  const { graphContext, signal } = context as GatewayRequest;
  const variables = request.variables ?? {};
  const { data, errors } = await executor.execute({
    document,
    variables,
    operationName,
    context: graphContext,
    signal,
  });
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: collapseErrors(errors) }),
  };
}

const notOverHttp =
  'subscriptions run at this address over WebSocket (graphql-transport-ws) or with accept: text/event-stream';

function toMissingOperation(name: string | undefined): string {
  return name === undefined
    ? 'the document holds several operations; name one in operationName'
    : 'the document holds no operation of the name given in operationName';
}

function toBadInput(message: string): GraphQLError {
  return new GraphQLError(message, { originalError: new HubError('BAD_INPUT', message) });
}
