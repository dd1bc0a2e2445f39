/**
 * The keys receipts and checkpoints are signed with (ES256: ECDSA on P-256, RFC 7518 §3.4), and the list of public halves
 * that others verify with. Each has a period; rotation is a second key with a later `validFrom`, put into the file before
 * it begins. The files themselves are read in key-file.ts.
 */
import type { KeyObject } from 'node:crypto';
import { toRfc3339 } from '../calendar/local-time.js';
import { HubError } from '../errors.js';

export { readPublishedKeys, readRetiredKeys, readSigningKeys } from './key-file.js';

/** Public half of a P-256 key (RFC 7518 §6.2.1); coordinates are base64url of 32 bytes. */
export interface PublicJwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

/** A key to sign with. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicJwk: PublicJwk;
  validFrom: Date;
  /** First moment it is no longer signed with; null while none is set. */
  validTo: Date | null;
}

/** A key to verify with, as it is published; instants are RFC 3339 texts. */
export interface PublishedKey {
  kid: string;
  jwk: PublicJwk;
  validFrom: string;
  validTo: string | null;
  /** From when it must not be trusted any more, because others may have it. */
  revokedAt: string | null;
}

/** The public half of a signing key as it is published. */
export function toPublishedKey(key: SigningKey, revokedAt: Date | null = null): PublishedKey {
  return {
    kid: key.kid,
    jwk: key.publicJwk,
    validFrom: toRfc3339(key.validFrom),
    validTo: key.validTo === null ? null : toRfc3339(key.validTo),
    revokedAt: revokedAt === null ? null : toRfc3339(revokedAt),
  };
}

/**
 * The key to sign with at a moment: of those valid then, the one that began last.
 * @throws HubError INTERNAL where none is valid.
 */
export function pickSigningKey(keys: readonly SigningKey[], at: Date): SigningKey {
  const [latest] = keys
    .filter(({ validFrom, validTo }) => validFrom <= at && (validTo === null || at < validTo))
    .sort((a, b) => b.validFrom.getTime() - a.validFrom.getTime());
  if (latest !== undefined) return latest;
  throw new HubError(
    'INTERNAL',
    `expected a signing key valid at ${toRfc3339(at)}, got none; add one to the file`,
  );
}

/**
 * The key of a kid, good for a signature made at a moment.
 * @throws HubError BAD_INPUT, each with its own words: unknown, not valid yet, expired, revoked.
 */
export function findKey(keys: readonly PublishedKey[], kid: string, signedAt: Date): PublishedKey {
  const key = getKey(keys, kid);
  requireValid(key, signedAt);
  return key;
}

/**
 * The key of a kid, whatever its period.
 * @throws HubError BAD_INPUT for an unknown one.
 */
export function getKey(keys: readonly PublishedKey[], kid: string): PublishedKey {
  const key = keys.find((one) => one.kid === kid);
  if (key !== undefined) return key;
  const known = keys.map((one) => one.kid).join(', ');
  throw new HubError(
    'BAD_INPUT',
    `unknown key '${kid.slice(0, 64)}': the published keys are ${known || 'none'}`,
  );
}

/**
 * Lets a signature pass that was made while the key was good.
 * @throws HubError BAD_INPUT saying what the key was at that moment.
 */
export function requireValid({ kid, validFrom, validTo, revokedAt }: PublishedKey, signedAt: Date): void {
  const at = signedAt.getTime();
  const refuse = (what: string): never => {
    throw new HubError('BAD_INPUT', `key '${kid}' ${what}; the signature is of ${toRfc3339(signedAt)}`);
  };
  if (revokedAt !== null && at >= Date.parse(revokedAt)) refuse(`was revoked at ${revokedAt}`);
  if (at < Date.parse(validFrom)) refuse(`is not valid before ${validFrom}`);
  if (validTo !== null && at >= Date.parse(validTo)) refuse(`expired at ${validTo}`);
}
