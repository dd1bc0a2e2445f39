/**
 * Signatures over HTTP bodies between the hub and the systems of the levels: the body's hash, whom it is for, its id and
 * when, as a JWS in a header. A receiver's answer signed so, under the id of what it received, is its receipt.
 */
import { z } from 'zod';
import { HubError } from '../errors.js';
import { sha256Hex } from './canonical.js';
import { filled, hashText, instantText } from './fields.js';
import { requireValid, type PublishedKey, type SigningKey } from './keys.js';
import { signClaims, verifyClaims, type ClaimsKind } from './signature.js';

/** Header that carries the signature. */
export const signatureHeader = 'x-lt-signature';

/** Header with the id of what is sent: what makes a repeated post the same post (IETF draft idempotency-key-header). */
export const idempotencyHeader = 'idempotency-key';

/** What is signed beside the body. */
export interface BodyAddress {
  /** Whom it is for: the receiver asks whether that is itself. */
  to: string;
  /** Idempotency key: the same id is the same body. */
  id: string;
  /** RFC 3339, the signer's clock. */
  at: string;
}

/** A body as it came. */
export interface ReceivedBody {
  bytes: Uint8Array;
  /** The header's value. */
  signature: string;
  keys: readonly PublishedKey[];
  now: Date;
  /** How far the signer's clock may be off, either way. */
  maxSkewMs: number;
}

interface BodyClaims extends BodyAddress {
  sha256: string;
}

const bodyClaims: ClaimsKind<BodyClaims> = {
  name: 'a signature of a body',
  typ: 'lt-body+jws',
  shape: z.strictObject({ sha256: hashText, to: filled, id: filled, at: instantText }),
};

/** Signs a body; the result goes into `signatureHeader`. */
export async function signBody(bytes: Uint8Array, key: SigningKey, address: BodyAddress): Promise<string> {
  const { to, id, at } = address;
  return signClaims(bodyClaims, { sha256: sha256Hex(bytes), to, id, at }, key);
}

/** The headers a body is posted with: its signature, and the id by which a repeated post is known. */
export async function toSignedHeaders(
  bytes: Uint8Array,
  key: SigningKey,
  address: BodyAddress,
): Promise<Record<string, string>> {
  return { [signatureHeader]: await signBody(bytes, key, address), [idempotencyHeader]: address.id };
}

/**
 * Verifies a body against its signature.
 * @returns the key it was signed with, and what was signed beside it
 * @throws HubError BAD_INPUT: no such signature, altered signature or body, key unknown, expired or revoked, clock off.
 */
export async function verifyBody(received: ReceivedBody): Promise<BodyAddress & { kid: string }> {
  const { bytes, signature, keys, now, maxSkewMs } = received;
  const { claims, key } = await verifyClaims(bodyClaims, signature, keys);
  const { sha256, to, id, at } = claims;
  const got = sha256Hex(bytes);
  if (got !== sha256)
    throw new HubError('BAD_INPUT', `the body is not the one signed: expected SHA-256 ${sha256}, got ${got}`);
  requireValid(key, new Date(at));
  // Revocation counts by our own clock: who has the key can put any date.
  if (key.revokedAt !== null && Date.parse(key.revokedAt) <= now.getTime()) requireValid(key, now);
  requireClock(Date.parse(at) - now.getTime(), maxSkewMs);
  return { kid: key.kid, to, id, at };
}

function requireClock(skewMs: number, maxSkewMs: number): void {
  if (Math.abs(skewMs) <= maxSkewMs) return;
  const off = `${Math.abs(skewMs) / 1000} s ${skewMs > 0 ? 'fast' : 'slow'}`;
  throw new HubError(
    'BAD_INPUT',
    `the clock of the signature is ${off} against ours; at most ${maxSkewMs / 1000} s is accepted: set it and sign anew`,
  );
}
