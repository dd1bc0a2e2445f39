/** Errors outside GraphQL — unknown paths, bodies that are too large or no JSON — in the form GraphQL errors have. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HubError } from '../errors.js';
import type { Logger } from '../logger.js';
import { findHubError, httpStatuses, toErrorBody } from './error-body.js';

/** Sets the handlers for what no route answered or what failed before one did. */
export function addErrorHandlers(server: FastifyInstance, log: Logger): void {
  server.setNotFoundHandler((_, reply) => {
    const error = new HubError('NOT_FOUND', 'nothing is served at this path; the graph is at POST /graphql');
    return reply.code(404).type('application/json').send(toErrorBody(error));
  });
  server.setErrorHandler((thrown, request, reply) => {
    const error = findHubError(thrown) ?? toClientFault(thrown);
    if (error === null) log.error({ requestId: request.id, err: thrown }, 'masked an error');
    tellRetryAfter(reply, error);
    const status = statusOf(thrown) ?? httpStatuses[error?.code ?? 'INTERNAL'];
    return reply.code(status).type('application/json').send(toErrorBody(error));
  });
}

/** Tells a client in whole seconds when to ask again, where the error knows. */
export function tellRetryAfter(reply: FastifyReply, error: HubError | null): void {
  if (error?.retryAfterMs !== undefined) reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000));
}

/** Fastify marks what the request itself did wrong with a 4xx status; its message then names it. */
function toClientFault(thrown: unknown): HubError | null {
  const status = statusOf(thrown);
  if (!(thrown instanceof Error) || status === null || status >= 500) return null;
  return new HubError('BAD_INPUT', thrown.message, { cause: thrown });
}

function statusOf(thrown: unknown): number | null {
  const isMarked = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown;
  return isMarked && typeof thrown.statusCode === 'number' ? thrown.statusCode : null;
}
