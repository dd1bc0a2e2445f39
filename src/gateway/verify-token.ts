/** A signed token (JWT, RFC 7519; ES256) → the caller it was made for. Tokens are verified here, never made. */
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import { HubError } from '../errors.js';
import type { Principal } from '../principal.js';
import { toPrincipal } from './principal-shape.js';

/** Audience every token must be made for. */
export const tokenAudience = 'lien-thong';

/** Issuer of the demonstration's tokens. */
export const demoIssuer = 'lien-thong-demo';

/** Beginning of the ids of the demonstration's keys, so that production can refuse them whatever issuer is claimed. */
export const demoKeyPrefix = 'lien-thong-demo-';

/** How far the clocks of issuer and hub may differ. */
const clockToleranceSeconds = 5;

/** What tokens are verified with. */
export interface TokenSettings {
  mode: 'demo' | 'production';
  /** Issuer a token must name; in demo mode the demonstration's is accepted too. */
  issuer: string;
  jwks: JSONWebKeySet;
}

/**
 * Makes the function that verifies a token; it rejects with UNAUTHENTICATED.
 * @throws HubError BAD_INPUT in production mode where the issuer or a key is the demonstration's.
 */
export function makeTokenVerifier({
  mode,
  issuer,
  jwks,
}: TokenSettings): (token: string) => Promise<Principal> {
  if (mode === 'production') refuseDemo(issuer, jwks);
  const keys = createLocalJWKSet(jwks);
  const rules = {
    issuer: mode === 'demo' ? [issuer, demoIssuer] : [issuer],
    audience: tokenAudience,
    algorithms: ['ES256'],
    requiredClaims: ['exp', 'sub'],
    clockTolerance: clockToleranceSeconds,
  };
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, rules);
      return toPrincipal(toDescription(payload));
    } catch (thrown) {
      throw new HubError('UNAUTHENTICATED', toReason(thrown), { cause: thrown });
    }
  };
}

function refuseDemo(issuer: string, jwks: JSONWebKeySet): void {
  if (issuer === demoIssuer) {
    throw new HubError(
      'BAD_INPUT',
      `TOKEN_ISSUER is ${demoIssuer}, which production mode refuses; name your own`,
    );
  }
  if (jwks.keys.some((key) => key.kid?.startsWith(demoKeyPrefix))) {
    throw new HubError(
      'BAD_INPUT',
      'TOKEN_JWKS_FILE holds a key of the demonstration; production mode refuses it',
    );
  }
}

/** Our claims: `scope` holds words between spaces (RFC 9068), `citizen_id` is snake case as claims are. */
function toDescription({ scope, citizen_id: citizenId, ...claims }: JWTPayload): object {
  const scopes = typeof scope === 'string' ? scope.split(' ').filter((word) => word !== '') : [];
  return { ...claims, scopes, citizenId };
}

function toReason(thrown: unknown): string {
  if (thrown instanceof errors.JWTExpired) return 'the token has expired; get a new one';
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    return `the claim ${thrown.claim} of the token is missing or not the one expected here`;
  }
  return 'the token is not valid here; expected one signed with ES256 by a key the hub knows';
}
