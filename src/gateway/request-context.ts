/** From an HTTP request to the context of its operation: who asks is settled here, before anything is planned. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from '../logger.js';
import type { Principal } from '../principal.js';
import type { Authenticate } from './authenticate.js';
import { findHubError, httpStatuses } from './error-body.js';
import type { GatewayRequest } from './gateway-request.js';
import { tellRetryAfter } from './http-errors.js';
import { signalOf } from './request-signal.js';

/** What the maker of the resolvers' context is told of a request; `log` is its own child logger. */
export interface RequestFacts {
  requestId: string;
  principal: Principal | null;
  log: Logger;
}

/** Whose requests are counted together: a caller's, or for want of one those from an address. */
export type Client = Pick<RequestFacts, 'principal'> & { ip: string };

/** What contexts are made with. */
export interface ContextParts {
  authenticate: Authenticate;
  /** Counts a request of a client. @throws HubError RATE_LIMITED where it made too many */
  countRequest(client: Client): Promise<void>;
  makeContext(facts: RequestFacts): object;
  /** How long one request may take. */
  timeoutMs: number;
  log: Logger;
}

/** Who asks, once it is counted. @throws HubError UNAUTHENTICATED or RATE_LIMITED */
export async function admitClient(
  { headers, ip }: Pick<FastifyRequest, 'headers' | 'ip'>,
  { authenticate, countRequest }: Pick<ContextParts, 'authenticate' | 'countRequest'>,
): Promise<Principal | null> {
  const principal = await authenticate(headers);
  await countRequest({ principal, ip });
  return principal;
}

/** Makes Apollo's context function; a fault here answers with the HTTP status of its code, and is logged if masked. */
export function makeRequestContext(parts: ContextParts) {
  const { makeContext, timeoutMs, log: parent } = parts;
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    signal: AbortSignal = signalOf(reply, timeoutMs),
  ): Promise<GatewayRequest> => {
    const requestId = request.id;
    const log = parent.child({ requestId });
    try {
      const principal = await admitClient(request, parts);
      const graphContext = makeContext({ requestId, principal, log });
      return { requestId, log, purpose: principal?.purpose ?? null, graphContext, signal };
    } catch (thrown) {
      const error = findHubError(thrown);
      if (error === null) log.error({ err: thrown }, 'masked an error');
      else log.info({ code: error.code }, 'refused a request');
      tellRetryAfter(reply, error);
      throw withHttpStatus(thrown);
    }
  };
}

function withHttpStatus(thrown: unknown): GraphQLError {
  const error = findHubError(thrown);
  const extensions = { http: { status: httpStatuses[error?.code ?? 'INTERNAL'] } };
  return new GraphQLError(error?.message ?? 'no context could be made', { originalError: error, extensions });
}
