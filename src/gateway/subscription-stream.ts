/**
 * Subscriptions, whatever carries them: what a client sent → a stream of answers. Feeds follow what happens; each event is shown
 * by a query through the plan executor.
 */
import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { HubError } from '../errors.js';
import type { Logger } from '../logger.js';
import { collapseErrors } from './collapse-errors.js';
import { findHubError } from './error-body.js';
import type { LiveGraph } from './live-graph.js';
import { makeLimitsRule, mostOperationTokens } from './operation-limits.js';
import { requireTrusted, type TrustSettings } from './persisted-operations.js';
import type { ContextParts } from './request-context.js';
import { logMasked } from './request-log.js';
import { startAnswerTime } from './request-signal.js';
import {
  eventVariable,
  planSubscription,
  type ShownBy,
  type SubscriptionRequest,
} from './subscription-query.js';

/** The stream behind a field of `Subscription`, and the query that shows its events. */
export interface Feed extends ShownBy {
  /** Ids of events from now on, until the signal aborts. @throws HubError where the stream cannot go on; clients are told */
  follow(args: Readonly<Record<string, unknown>>, signal: AbortSignal): AsyncIterable<string>;
}

/** What subscriptions are served with. */
export interface SubscriptionParts extends ContextParts {
  graph: LiveGraph;
  /** Playground and introspection exist in demo mode only. */
  mode: 'demo' | 'production';
  /** By the name of the field. */
  feeds: Readonly<Record<string, Feed>>;
  trust: TrustSettings;
}

/** Parses an operation. @throws GraphQLError for what is none */
export const parseSubscription: typeof parse = (source) => parse(source, { maxTokens: mostOperationTokens });

/** What is wrong with an operation that could be read. */
export function validateSubscription(
  document: DocumentNode,
  { schema, graph, mode }: Pick<SubscriptionParts, 'graph' | 'mode'> & { schema: GraphQLSchema },
): readonly GraphQLError[] {
  return validate(schema, document, [...specifiedRules, makeLimitsRule(graph.ownersOf)], {
    hideSuggestions: mode === 'production',
  });
}

/** The document of a text, or what is wrong with the text before it is an operation. */
export function readSubscription(text: string, trust: TrustSettings): DocumentNode | GraphQLError {
  try {
    requireTrusted(text, trust);
    return parseSubscription(text);
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return thrown;
    if (thrown instanceof HubError) return new GraphQLError(thrown.message, { originalError: thrown });
    throw thrown;
  }
}

/** A subscription that was found valid against this schema; it stays with the graph of it, whatever graph comes after. */
export interface ValidSubscription extends SubscriptionRequest, SubscriptionCaller {
  schema: GraphQLSchema;
}

/** What of a subscription is its caller's. */
export interface SubscriptionCaller {
  /** Where what the caller is not told is written. */
  log: Logger;
  /** Makes the context of one event. */
  makeContext(): object;
}

/** A stream of answers that ends at once when it is returned, also while it waits for its next event. */
export function followSubscription(
  request: ValidSubscription,
  parts: SubscriptionParts,
): AsyncIterableIterator<ExecutionResult, void> {
  const leaving = new AbortController();
  const stream = follow(request, parts, leaving.signal);
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

/** Shows every event of the stream; a fault of one event is told and the stream goes on. */
async function* follow(
  { makeContext, schema, log, ...request }: ValidSubscription,
  { graph, feeds, timeoutMs }: SubscriptionParts,
  signal: AbortSignal,
): AsyncGenerator<ExecutionResult, void> {
  const { variables, operationName } = request;
  const executor = graph.executorOf(schema);
  const tell = (errors: readonly GraphQLError[]): GraphQLError[] => {
    logMasked(errors, { log, operation: operationName });
    return collapseErrors(errors);
  };
  const getFeed = (field: string): Feed => {
    const feed = feeds[field];
    if (feed === undefined) throw new HubError('INTERNAL', `nothing follows the subscription ${field}`);
    return feed;
  };
  try {
    const { field, args, query } = planSubscription(request, schema, getFeed);
    for await (const event of getFeed(field).follow(args, signal)) {
      // A context serves one event: its loaders must not answer from what was read for the event before.
      const context = makeContext();
      const time = startAnswerTime(timeoutMs);
      const { data, errors } = await executor.execute({
        document: query,
        variables: { ...variables, [eventVariable]: event },
        ...{ operationName, context },
        signal: AbortSignal.any([signal, time.signal]),
      });
      time.stop();
      yield { data: data ?? null, ...(errors === undefined ? {} : { errors: tell(errors) }) };
    }
  } catch (thrown) {
    const originalError = findHubError(thrown);
    if (originalError === null) throw thrown;
    yield { errors: tell([new GraphQLError(originalError.message, { originalError })]) };
  }
}
