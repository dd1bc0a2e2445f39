/**
 * Subscriptions as server-sent events on the graph's address, for who asks with `accept: text/event-stream` (protocol graphql-sse, one
 * connection for each operation): `next` for every answer, `complete` at the end. Caller, limits and trust are those of every request.
 */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  GraphQLError,
  OperationTypeNode,
  getOperationAST,
  type ExecutionResult,
  type FormattedExecutionResult,
} from 'graphql';
import { z } from 'zod';
import { HubError } from '../errors.js';
import { toBadInput, toToldEvent } from './error-body.js';
import { admitClient } from './request-context.js';
import {
  followSubscription,
  readSubscription,
  validateSubscription,
  type SubscriptionCaller,
  type SubscriptionParts,
} from './subscription-stream.js';

/** How often a comment is sent, so that whatever is in between keeps the connection. */
const pingMs = 12_000;
/** Pings in a row that find the answers before them still unread; then the client is let go. */
const mostUnreadPings = 5;

const eventStream = 'text/event-stream';
const subscriptionsOnly = `only subscriptions are answered as ${eventStream}; ask for application/json`;

/** Whether a request asks for events rather than one answer. */
export function wantsEvents({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes(eventStream) ?? false;
}

/** Answers a request by a stream of events. */
export type AnswerEvents = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Makes what answers. When the server closes its streams end without `complete`, so that clients come again, to another gateway.
 */
export function makeSubscriptionEvents(server: FastifyInstance, parts: SubscriptionParts): AnswerEvents {
  const open = new Set<EventWriter>();
  server.addHook('preClose', (done) => {
    for (const writer of open) writer.end();
    done();
  });
  return async (request, reply) => {
    const { query, variables, operationName } = readParams(request);
    const principal = await admitClient(request, parts);
    const log = parts.log.child({ requestId: request.id });
    const makeContext = () => parts.makeContext({ requestId: request.id, principal, log });
    const read = openStream({ query, variables, operationName, log, makeContext }, parts);
    const writer = makeEventWriter(read, (result) => toToldEvent(result, request.id));
    open.add(writer);
    writer.done
      .catch((err: unknown) => log.error({ err }, 'a subscription broke off'))
      .finally(() => open.delete(writer));
    reply.header('x-accel-buffering', 'no').type(`${eventStream}; charset=utf-8`);
    return reply.send(writer.body);
  };
}

const paramsShape = z.object({
  query: z.string(),
  variables: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((given) => given ?? {}),
  operationName: z
    .string()
    .nullish()
    .transform((given) => given ?? null),
});

type Params = z.infer<typeof paramsShape>;

/** @throws HubError BAD_INPUT naming what is wrong */
function readParams({ method, body, query }: FastifyRequest): Params {
  const given = method === 'POST' ? body : { ...(query as object), ...readVariables(query) };
  const read = paramsShape.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new HubError('BAD_INPUT', `${field === '' ? 'body' : field}: ${issue?.message ?? 'is wrong'}`);
}

/** In an address variables are a text of JSON. */
function readVariables(query: unknown): { variables?: unknown } {
  const { variables } = query as { variables?: string };
  if (variables === undefined) return {};
  try {
    return { variables: JSON.parse(variables) };
  } catch (thrown) {
    throw new HubError('BAD_INPUT', 'variables: expected an object in JSON', { cause: thrown });
  }
}

/** The answers; what is wrong with the operation is an answer too, the only one. */
function openStream(
  { query, ...asked }: Params & SubscriptionCaller,
  parts: SubscriptionParts,
): AsyncIterableIterator<ExecutionResult, void> {
  const document = readSubscription(query, parts.trust);
  if (document instanceof GraphQLError) return only({ errors: [toBadInput(document)] });
  const { apiSchema: schema } = parts.graph.now();
  const faults = validateSubscription(document, { ...parts, schema });
  if (faults.length > 0) return only({ errors: faults.map(toBadInput) });
  const operation = getOperationAST(document, asked.operationName)?.operation;
  if (operation !== undefined && operation !== OperationTypeNode.SUBSCRIPTION)
    return only({ errors: [toBadInput(new GraphQLError(subscriptionsOnly))] });
  return followSubscription({ schema, document, ...asked }, parts);
}

async function* only(result: ExecutionResult): AsyncGenerator<ExecutionResult, void> {
  yield await Promise.resolve(result);
}

interface EventWriter {
  body: PassThrough;
  /** Settles when the stream has ended, whoever ended it. */
  done: Promise<void>;
  /** Ends it where it is. */
  end(): void;
}

/** Writes answers as events; the next one is asked for when the one before it is on its way. */
function makeEventWriter(
  results: AsyncIterableIterator<ExecutionResult, void>,
  tell: (result: ExecutionResult) => FormattedExecutionResult,
): EventWriter {
  const body = new PassThrough();
  const gone = new AbortController();
  let unread = 0;
  const pinger = setInterval(() => {
    unread = body.writableNeedDrain ? unread + 1 : 0;
    if (unread > mostUnreadPings) body.destroy();
    else if (unread === 0) body.write(':\n\n');
  }, pingMs);
  body.once('close', () => {
    clearInterval(pinger);
    gone.abort();
    void results.return?.();
  });
  const write = async (): Promise<void> => {
    for await (const result of results) {
      if (!body.write(toEvent('next', JSON.stringify(tell(result)))))
        await once(body, 'drain', { signal: gone.signal });
    }
    if (!body.writableEnded) body.end(toEvent('complete', ''));
  };
  const done = write().catch((thrown: unknown) => {
    // Waiting for a client that has gone ends so too, and is no fault.
    if (gone.signal.aborted) return;
    body.destroy();
    throw thrown;
  });
  return {
    body,
    done,
    end() {
      void results.return?.();
      body.end();
    },
  };
}

function toEvent(event: 'next' | 'complete', data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
