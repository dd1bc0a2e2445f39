/** Who may call a route that is neither a node's nor a field of the graph. */
import type { FastifyRequest } from 'fastify';
import { HubError } from '../../errors.js';
import type { Principal } from '../../principal.js';
import type { Authenticate } from '../authenticate.js';

/**
 * The caller, who has a scope.
 * @throws HubError UNAUTHENTICATED without a token, FORBIDDEN naming the scope that is missing.
 */
export async function requireScope(
  { headers }: Pick<FastifyRequest, 'headers'>,
  scope: string,
  authenticate: Authenticate,
): Promise<Principal> {
  const principal = await authenticate(headers);
  if (principal === null)
    throw new HubError('UNAUTHENTICATED', 'this needs a token; send it as authorization: Bearer …');
  if (!principal.scopes.includes(scope)) throw new HubError('FORBIDDEN', `this needs the scope ${scope}`);
  return principal;
}
