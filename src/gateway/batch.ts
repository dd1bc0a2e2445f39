/** Several operations in one request: each is answered by itself, with a context of its own, and counted by itself. */
import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HubError } from '../errors.js';
import { withRequestId } from './error-body.js';
import type { GatewayRequest } from './gateway-request.js';

/** Operations one request may bring. */
export const mostOperations = 10;

/** What batches are answered with. */
export interface BatchParts {
  apollo: ApolloServer<GatewayRequest>;
  makeContext(request: FastifyRequest): Promise<GatewayRequest>;
}

/**
 * Answers a body that is a list of operations by the list of their answers, in order. The status is 200 unless none was answered.
 * @throws HubError BAD_INPUT for an empty list and for more operations than one request may bring.
 */
export async function answerBatch(
  request: FastifyRequest,
  reply: FastifyReply,
  { apollo, makeContext }: BatchParts,
): Promise<string> {
  const bodies = request.body as unknown[];
  if (bodies.length === 0 || bodies.length > mostOperations) {
    const found = `expected 1 to ${mostOperations} operations in one request, got ${bodies.length}`;
    throw new HubError('BAD_INPUT', found);
  }
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  headers.set('accept', 'application/json');
  const answers = await Promise.all(
    bodies.map(async (body) =>
      apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method, headers, body, search: '' },
        context: async () => makeContext(request),
      }),
    ),
  );
  const texts = answers.map((answer) => withRequestId(getText(answer), request.id));
  const statuses = new Set(answers.map(({ status }) => status ?? 200));
  const [only = 200] = statuses;
  reply.code(statuses.size === 1 ? only : 200).type('application/json; charset=utf-8');
  return `[${texts.map((text) => text.trimEnd()).join(',')}]`;
}

function getText({ body }: HTTPGraphQLResponse): string {
  if (body.kind === 'complete') return body.string;
  throw new HubError('INTERNAL', 'an operation of a batch was answered in pieces');
}
