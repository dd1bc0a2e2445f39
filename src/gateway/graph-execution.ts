/**
 * The plan executor behind Apollo Server: a plugin that answers every operation before Apollo would run it. The `gateway` Apollo
 * asks for is for its schema alone; handed operations, it makes objects for each that outlive the request by far.
 */
import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
} from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GraphResult } from '../federation/plan-executor.js';
import { collapseErrors } from './collapse-errors.js';
import { toBadInput, toTold } from './error-body.js';
import type { GatewayRequest } from './gateway-request.js';
import type { LiveGraph } from './live-graph.js';
import { logMasked, toLogged } from './request-log.js';

/** Makes the plugin. An error that is masked from the client is logged here. */
export function graphExecutionPlugin(graph: LiveGraph): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation(asked) {
          const result = await execute(asked, graph);
          if (result.errors !== undefined) logMasked(result.errors, toLogged(asked));
          // As for every operation that was not run (GraphQL over HTTP, section 6.4).
          const status = result.data === undefined ? { status: 400 } : {};
          return {
            http: { ...status, headers: toHeaders(result, asked) },
            body: { kind: 'single', singleResult: toTold(result) },
          };
        },
      }),
  };
}

/** An answer that may be kept says so, to who asked by an address; what is between them may not keep it. */
function toHeaders({ errors, maxAgeS }: GraphResult, { request }: Asked): HeaderMap {
  const headers = new HeaderMap();
  if (maxAgeS === undefined || errors !== undefined || request.http?.method !== 'GET') return headers;
  headers.set('cache-control', `private, max-age=${maxAgeS}`);
  headers.set('vary', 'authorization, x-api-key');
  return headers;
}

type Asked = GraphQLRequestContextResponseForOperation<GatewayRequest>;

async function execute(asked: Asked, graph: LiveGraph): Promise<GraphResult> {
  const { operation, operationName, document, request, schema, contextValue } = asked;
  // Apollo found none by that name, or several without one, and goes on.
  if ((operation as typeof operation | undefined) === undefined)
    return { errors: [toBadInput(toMissingOperation(request.operationName))] };
  if (operation.operation === OperationTypeNode.SUBSCRIPTION)
    return { errors: [toBadInput(new GraphQLError(notOverHttp))] };
  const { graphContext: context, signal } = contextValue;
  const variables = request.variables ?? {};
  const executor = graph.executorOf(schema);
  const result = await executor.execute({ document, variables, operationName, context, signal });
  return result.errors === undefined ? result : { ...result, errors: collapseErrors(result.errors) };
}

const notOverHttp =
  'subscriptions run at this address over WebSocket (graphql-transport-ws) or with accept: text/event-stream';

function toMissingOperation(name: string | undefined): GraphQLError {
  const message =
    name === undefined
      ? 'the document holds several operations; name one in operationName'
      : 'the document holds no operation of the name given in operationName';
  return new GraphQLError(message);
}
