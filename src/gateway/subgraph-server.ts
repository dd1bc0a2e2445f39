/**
 * One subgraph served alone, for a gateway in another process: POST /graphql takes an operation of its plan and a service token.
 * Nobody else is answered, not even to `_service`.
 */
import { fastify, type FastifyInstance } from 'fastify';
import { parse, validate, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { HubError } from '../errors.js';
import type { CompileSettings } from '../federation/compiled-operations.js';
import { makeLocalTransport } from '../federation/local-transport.js';
import type { Logger } from '../logger.js';
import { toTold } from './error-body.js';
import { addHealthRoutes, type HealthChecks } from './health.js';
import { addErrorHandlers } from './http-errors.js';
import { listen, type ListenAddress, type RunningServer } from './listen.js';
import type { ContextParts } from './request-context.js';
import { signalOf } from './request-signal.js';
import type { Tracing } from '../trace.js';
import { logMasked } from './request-log.js';
import { requestIdHeader, toRequestId } from './request-id.js';
import { serviceTokenHeader, verifyServiceToken } from './service-token.js';

/** What a subgraph is served with. */
export interface SubgraphServerParts extends ListenAddress, Pick<ContextParts, 'makeContext'> {
  name: string;
  schema: GraphQLSchema;
  /** The key service tokens are signed with. */
  key: Uint8Array;
  health: HealthChecks;
  tracing: Tracing;
  compiling: CompileSettings;
  log: Logger;
}

/** Largest operation with its representations that is read. */
const bodyLimitBytes = 8 * 1024 * 1024;
/** Longer than any gateway waits. */
const longestMs = 300_000;
/** Operations kept parsed; a gateway sends few, the same again and again. */
const mostDocuments = 1000;

const bodyShape = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/** Starts the server; rejects with BAD_INPUT where the port is taken. */
export async function startSubgraphServer(parts: SubgraphServerParts): Promise<RunningServer> {
  const { log, health } = parts;
  const server = fastify({ logger: false, genReqId: toRequestId, bodyLimit: bodyLimitBytes });
  addErrorHandlers(server, log);
  addHealthRoutes(server, health, log);
  addGraphRoute(server, parts);
  return { url: await listen(server, parts), close: async () => server.close() };
}

function addGraphRoute(
  server: FastifyInstance,
  { name, schema, key, makeContext, compiling, tracing, log }: SubgraphServerParts,
): void {
  const ask = makeLocalTransport([{ name, schema }], compiling);
  const getDocument = makeDocuments(schema);
  server.post('/graphql', async (request, reply) => {
    const principal = await verifyServiceToken(request.headers[serviceTokenHeader], { subgraph: name, key });
    const { query, variables } = readBody(request.body);
    const child = log.child({ requestId: request.id });
    const operation = {
      document: getDocument(query),
      variables: variables ?? {},
      context: makeContext({ requestId: request.id, principal, log: child }),
      signal: signalOf(reply, longestMs),
    };
    const traced = { name: 'subgraph', facts: { 'request.id': request.id }, headers: request.headers };
    const answer = await tracing.traceRequest(traced, () => ask(name, operation));
    if (answer.errors !== undefined) logMasked(answer.errors, { log: child });
    // As the gateway would tell it, so that it means the same from here as from a subgraph within the gateway.
    const told = JSON.stringify(toTold(answer));
    return reply.header(requestIdHeader, request.id).type('application/json').send(told);
  });
}

function readBody(body: unknown): z.infer<typeof bodyShape> {
  const read = bodyShape.safeParse(body);
  if (read.success) return read.data;
  throw new HubError('BAD_INPUT', 'expected a JSON object with query and, where it has any, variables');
}

/** Parsed and valid, once for each text. @throws HubError BAD_INPUT for what is not */
function makeDocuments(schema: GraphQLSchema) {
  const documents = new LRUCache<string, ReturnType<typeof parse>>({ max: mostDocuments });
  return (query: string) => {
    const kept = documents.get(query);
    if (kept !== undefined) return kept;
    const document = toDocument(query);
    const [fault] = validate(schema, document);
    if (fault !== undefined) throw new HubError('BAD_INPUT', fault.message);
    documents.set(query, document);
    return document;
  };
}

function toDocument(query: string): ReturnType<typeof parse> {
  try {
    return parse(query, { noLocation: true });
  } catch (thrown) {
    throw new HubError('BAD_INPUT', 'query: expected a GraphQL operation', { cause: thrown });
  }
}
