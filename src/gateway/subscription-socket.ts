/**
 * Subscriptions over WebSocket on the graph's address (protocol graphql-transport-ws, library graphql-ws). A caller's token comes in
 * the payload of the connection's first message, under the name of the header.
 */
import type { WebsocketHandler } from '@fastify/websocket';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Context } from 'graphql-ws';
import { makeHandler, type Extra } from 'graphql-ws/use/@fastify/websocket';
import type { Principal } from '../principal.js';
import { findHubError, toBadInput, toToldEvent } from './error-body.js';
import { admitClient } from './request-context.js';
import {
  followSubscription,
  parseSubscription,
  readSubscription,
  validateSubscription,
  type SubscriptionCaller,
  type SubscriptionParts,
} from './subscription-stream.js';

/** Largest message of a client that is read. */
export const mostMessageBytes = 64 * 1024;

/** Subscriptions one connection may follow at once. */
const mostOfConnection = 100;

const subscriptionsOnly = 'only subscriptions run here; send queries and mutations as POST /graphql';
const tooMany = `a connection follows at most ${mostOfConnection} subscriptions; end one, or open another`;

type Connection = Context<Record<string, unknown> | undefined, Extra>;

/**
 * Makes the handler of the connections. The library takes an answer from a stream only when the one before it is written, so that a
 * client that reads slowly fills no memory here; one that reads nothing fails to answer its pings and is let go.
 */
export function makeSubscriptionSocket(parts: SubscriptionParts): WebsocketHandler {
  const { graph, log, trust } = parts;
  const principals = new WeakMap<Connection, Principal | null>();
  return makeHandler({
    schema: () => graph.now().apiSchema,
    // Told here, since the library would close the whole connection over a text that cannot be parsed.
    onSubscribe({ subscriptions }, _, { query }) {
      if (Object.keys(subscriptions).length > mostOfConnection) return [new GraphQLError(tooMany)];
      const read = readSubscription(query, trust);
      return read instanceof GraphQLError ? [read] : undefined;
    },
    parse: parseSubscription,
    validate: (schema, document) => validateSubscription(document, { ...parts, schema }),
    async onConnect(connection) {
      try {
        const { ip } = connection.extra.request;
        principals.set(connection, await admitClient({ headers: toHeaders(connection), ip }, parts));
        return true;
      } catch (thrown) {
        log.info({ code: findHubError(thrown)?.code ?? 'INTERNAL' }, 'refused a connection');
        return false;
      }
    },
    context(connection): SubscriptionCaller {
      const requestId = connection.extra.request.id;
      const principal = principals.get(connection) ?? null;
      const asking = { requestId, principal, log: log.child({ requestId }) };
      return { log: asking.log, makeContext: () => parts.makeContext(asking) };
    },
    execute: () => ({ errors: [toBadInput(new GraphQLError(subscriptionsOnly))] }),
    subscribe: ({ schema, document, variableValues, operationName, contextValue }) =>
      followSubscription(
        {
          schema,
          document,
          variables: variableValues ?? {},
          operationName: operationName ?? null,
          ...(contextValue as SubscriptionCaller),
        },
        parts,
      ),
    onNext: (...[{ extra }, , , , result]) => toToldEvent(result as ExecutionResult, extra.request.id),
    onError: (...[{ extra }, , , errors]) =>
      toToldEvent({ errors: errors.map(toBadInput) }, extra.request.id).errors ?? [],
  });
}

/** The payload of the first message, for browsers, which cannot set headers; the headers for everybody else. */
function toHeaders({ connectionParams, extra }: Connection): Record<string, string | undefined> {
  const pick = (name: string): string | undefined => {
    const given = connectionParams?.[name] ?? extra.request.headers[name];
    return typeof given === 'string' ? given : undefined;
  };
  return { authorization: pick('authorization'), 'x-api-key': pick('x-api-key') };
}
