/**
 * The token a gateway sends to a subgraph in another process: who asks, for which subgraph, signed and good for a minute. Gateway and
 * subgraph derive the key from the hub's secret; nobody else can ask a subgraph anything.
 */
import { jwtVerify, SignJWT } from 'jose';
import { HubError } from '../errors.js';
import type { Principal } from '../principal.js';
import { toPrincipal } from './principal-shape.js';

const algorithm = 'HS256';
const issuer = 'gateway';
const lifetime = '60s';
/** How far the clocks of two hosts may differ. */
const clockToleranceSeconds = 5;

/** The header the token travels in. */
export const serviceTokenHeader = 'authorization';

/** Signs a token for one subgraph. */
export async function signServiceToken(
  principal: Principal | null,
  { subgraph, key }: { subgraph: string; key: Uint8Array },
): Promise<string> {
  const token = await new SignJWT({ principal })
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setAudience(subgraph)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(key);
  return `Bearer ${token}`;
}

/**
 * Verifies a token.
 * @returns who asks; null for a caller without token or key
 * @throws HubError UNAUTHENTICATED for anything but a token signed for this subgraph that has not expired.
 */
export async function verifyServiceToken(
  header: string | undefined,
  { subgraph, key }: { subgraph: string; key: Uint8Array },
): Promise<Principal | null> {
  try {
    const { payload } = await jwtVerify(/^Bearer (.+)$/.exec(header ?? '')?.[1] ?? '', key, {
      ...{ issuer, audience: subgraph, algorithms: [algorithm] },
      requiredClaims: ['exp', 'principal'],
      clockTolerance: clockToleranceSeconds,
    });
    const principal = payload['principal'];
    return principal === null ? null : toPrincipal(principal);
  } catch (thrown) {
    const message = `expected authorization: Bearer with a token the gateway signed for ${subgraph}`;
    throw new HubError('UNAUTHENTICATED', message, { cause: thrown });
  }
}
