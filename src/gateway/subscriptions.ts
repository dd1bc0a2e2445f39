/**
 * Subscriptions over WebSocket on the graph's address (protocol graphql-transport-ws, library graphql-ws). Feeds follow what
 * happens; each event is shown by a query through the plan executor. A caller's token comes in the payload of the
 * connection's first message, under the name of the header.
 */
import type { WebsocketHandler } from '@fastify/websocket';
import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { Context } from 'graphql-ws';
import { makeHandler, type Extra } from 'graphql-ws/use/@fastify/websocket';
import { HubError } from '../errors.js';
import type { ServedGraph } from './apollo-gateway.js';
import { collapseErrors } from './collapse-errors.js';
import { findHubError, formatError } from './error-body.js';
import { makeLimitsRule } from './operation-limits.js';
import { requireTrusted, type TrustSettings } from './persisted-operations.js';
import type { ContextParts } from './request-context.js';
import { startAnswerTime } from './request-signal.js';
import { eventVariable, planSubscription, type ShownBy } from './subscription-query.js';

/** The stream behind a field of `Subscription`, and the query that shows its events. */
export interface Feed extends ShownBy {
  /** Ids of events from now on, until the signal aborts. */
  follow(args: Readonly<Record<string, unknown>>, signal: AbortSignal): AsyncIterable<string>;
}

/** What subscriptions are served with. */
export interface SubscriptionParts extends Pick<ServedGraph, 'executor' | 'apiSchema'>, ContextParts {
  /** Playground and introspection exist in demo mode only. */
  mode: 'demo' | 'production';
  /** By the name of the field. */
  feeds: Readonly<Record<string, Feed>>;
  trust: TrustSettings;
}

/** Largest message of a client that is read. */
export const mostMessageBytes = 64 * 1024;

const mostTokens = 10_000;
const limitsRule = makeLimitsRule();
const subscriptionsOnly = 'only subscriptions run here; send queries and mutations as POST /graphql';

type Connection = Context<Record<string, unknown> | undefined, Extra>;

/** Makes the handler of the connections. */
export function makeSubscriptionHandler(parts: SubscriptionParts): WebsocketHandler {
  const { apiSchema, authenticate, mode, log, trust } = parts;
  const principals = new WeakMap<Connection, Awaited<ReturnType<typeof authenticate>>>();
  return makeHandler({
    schema: apiSchema,
    onSubscribe: (...[, , { query }]) => findFaults(query, trust),
    parse: parseSubscription,
    validate: (schema, document, rules) =>
      validate(schema, document, [...(rules ?? specifiedRules), limitsRule], {
        hideSuggestions: mode === 'production',
      }),
    async onConnect(connection) {
      try {
        const principal = await authenticate(toHeaders(connection));
        await parts.countRequest({ principal, ip: connection.extra.request.ip });
        principals.set(connection, principal);
        return true;
      } catch (thrown) {
        log.info({ code: findHubError(thrown)?.code ?? 'INTERNAL' }, 'refused a connection');
        return false;
      }
    },
    context: (connection) => () => {
      const requestId = connection.extra.request.id;
      const principal = principals.get(connection) ?? null;
      return parts.makeContext({ requestId, principal, log: log.child({ requestId }) });
    },
    execute: () => ({ errors: [toBadInput(new GraphQLError(subscriptionsOnly))] }),
    subscribe: (args) => abortable((signal) => follow(args, parts, signal)),
    onNext: (...[, , , , { data, errors }]) => ({
      ...(data === undefined ? {} : { data }),
      ...(errors === undefined ? {} : { errors: errors.map((error) => formatError(error.toJSON(), error)) }),
    }),
    onError: (...[, , , errors]) => errors.map((error) => formatError(error.toJSON(), toBadInput(error))),
  });
}

/** Shows every event of the stream; a fault of one event is told and the stream goes on. */
async function* follow(
  { document, variableValues, operationName, contextValue }: ExecutionArgs,
  { apiSchema, executor, feeds, timeoutMs }: SubscriptionParts,
  signal: AbortSignal,
): AsyncGenerator<ExecutionResult, void> {
  const variables = variableValues ?? {};
  const getFeed = (field: string): Feed => {
    const feed = feeds[field];
    if (feed === undefined) throw new HubError('INTERNAL', `nothing follows the subscription ${field}`);
    return feed;
  };
  const request = { document, variables, operationName: operationName ?? null };
  const { field, args, query } = planSubscription(request, apiSchema, getFeed);
  // A context serves one event: its loaders must not answer from what was read for the event before.
  const makeContext = contextValue as () => object;
  for await (const event of getFeed(field).follow(args, signal)) {
    const time = startAnswerTime(timeoutMs);
    const { data, errors } = await executor.execute({
      document: query,
      variables: { ...variables, [eventVariable]: event },
      operationName: request.operationName,
      context: makeContext(),
      signal: AbortSignal.any([signal, time.signal]),
    });
    time.stop();
    yield { data: data ?? null, ...(errors === undefined ? {} : { errors: collapseErrors(errors) }) };
  }
}

/** A stream that ends at once when it is returned, also while it waits for its next event. */
function abortable<Value>(
  make: (signal: AbortSignal) => AsyncGenerator<Value, void>,
): AsyncIterableIterator<Value, void> {
  const leaving = new AbortController();
  const stream = make(leaving.signal);
  return {
    next: () => stream.next(),
    return: () => {
      leaving.abort();
      return stream.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The payload of the first message, for browsers, which cannot set headers; the headers for everybody else. */
function toHeaders({ connectionParams, extra }: Connection): Record<string, string | undefined> {
  const pick = (name: string): string | undefined => {
    const given = connectionParams?.[name] ?? extra.request.headers[name];
    return typeof given === 'string' ? given : undefined;
  };
  return { authorization: pick('authorization'), 'x-api-key': pick('x-api-key') };
}

const parseSubscription: typeof parse = (source) => parse(source, { maxTokens: mostTokens });

/** What is wrong with a text before it is an operation; graphql-ws would close the whole connection over it. */
function findFaults(text: string, trust: TrustSettings): GraphQLError[] | undefined {
  try {
    requireTrusted(text, trust);
    parseSubscription(text);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return [thrown];
    if (thrown instanceof HubError) return [new GraphQLError(thrown.message, { originalError: thrown })];
    throw thrown;
  }
}

/** What graphql-js says of a document is the caller's to mend. */
function toBadInput(error: GraphQLError): GraphQLError {
  if (findHubError(error) !== null) return error;
  return new GraphQLError(error.message, { originalError: new HubError('BAD_INPUT', error.message) });
}
