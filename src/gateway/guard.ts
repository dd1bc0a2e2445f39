/** What @authenticated and @requiresScopes mean here; src/federation puts it in front of the fields. */
import { HubError } from '../errors.js';
import type { AccessDirective } from '../federation/access-directives.js';
import type { Principal } from '../principal.js';

/**
 * Lets callers pass who have what a field asks.
 * @throws HubError UNAUTHENTICATED without a caller, FORBIDDEN naming the scopes that are missing.
 */
export function guardField(directive: AccessDirective, { principal }: { principal: Principal | null }): void {
  if (principal === null) {
    throw new HubError(
      'UNAUTHENTICATED',
      'this field needs a caller; send a token as authorization: Bearer …',
    );
  }
  if (directive.name === 'authenticated') return;
  const missing = directive.scopes.map((all) => all.filter((scope) => !principal.scopes.includes(scope)));
  if (missing.some((scopes) => scopes.length === 0)) return;
  const alternatives = missing.map((scopes) => scopes.join(' and ')).join(', or ');
  throw new HubError(
    'FORBIDDEN',
    `this field needs the scope ${alternatives}, which the caller was not granted`,
  );
}
