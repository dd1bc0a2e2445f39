/** What a resolver itself asks of the caller, where it depends on arguments; fields as such are guarded in the SDL. */
import { HubError } from '../errors.js';
import type { Principal } from '../principal.js';

/**
 * Lets callers with a scope pass.
 * @param what names the argument and why it needs the scope, as the beginning of a sentence.
 * @throws HubError UNAUTHENTICATED without a caller, FORBIDDEN for one without the scope.
 */
export function requireScope(principal: Principal | null, scope: string, what: string): void {
  if (principal === null) {
    throw new HubError(
      'UNAUTHENTICATED',
      `${what} needs the scope ${scope}; send a token as authorization: Bearer …`,
    );
  }
  if (!principal.scopes.includes(scope)) {
    throw new HubError(
      'FORBIDDEN',
      `${what} needs the scope ${scope}, which the caller was not granted; leave it out`,
    );
  }
}

/**
 * Lets a caller see only what is their own.
 * @throws HubError UNAUTHENTICATED without a caller, FORBIDDEN for somebody else's id.
 */
export function requireCaller(principal: Principal | null, id: string): Principal {
  if (principal === null)
    throw new HubError('UNAUTHENTICATED', 'own dossiers need a token; send it as authorization: Bearer …');
  if (principal.sub !== id)
    throw new HubError('FORBIDDEN', 'a caller sees their own dossiers only; ask through `me`');
  return principal;
}
