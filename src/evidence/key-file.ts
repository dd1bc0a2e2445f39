/** The two key files as JSON: the hub's own with the private halves, and the one that is published for everybody. */
import { createECDH, createPrivateKey, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { filled, instantText, isUnique, readJson } from './fields.js';
import type { PublicJwk, PublishedKey, SigningKey } from './keys.js';

/** 32 bytes as base64url, the bits beyond them zero: one way of writing each number. */
const coordinate = z.string().regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/, 'expected base64url of 32 bytes');
const publicFields = { kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate };
const period = { validFrom: instantText, validTo: instantText.nullable() };
const isForwardMessage = 'expected validTo after validFrom';

/** A public key, without what else a JWK may say; a private one is refused, since the list is for everybody. */
const publicJwk = z
  .object({ ...publicFields, d: z.never('a private key must not be published').optional() })
  .transform(({ kty, crv, x, y }): PublicJwk => ({ kty, crv, x, y }))
  .refine(isOnCurve, 'expected a point of the curve P-256');

const publishedKeyShape = z
  .object({ kid: filled, jwk: publicJwk, ...period, revokedAt: instantText.nullable() })
  .refine(isForward, isForwardMessage);

const signingKeyShape = z
  .object({ kid: filled, jwk: z.object({ ...publicFields, d: coordinate }), ...period })
  .refine(isForward, isForwardMessage)
  .refine(({ jwk }) => isPair(jwk), 'expected x and y to be the public half of d');

/** A list of published keys as it comes from outside. */
export const publishedKeysShape: z.ZodType<PublishedKey[]> = toList(publishedKeyShape);

const publishedFile = z.object({ keys: publishedKeysShape });
const signingFile = z.object({ keys: toList(signingKeyShape) });
const retiredFile = z.object({ retired: z.array(publishedKeyShape).default([]) });

/**
 * Reads `{ "keys": [{ kid, jwk, validFrom, validTo }] }`, the JWKs private.
 * @throws HubError BAD_INPUT naming the entry, never what it holds.
 */
export function readSigningKeys(text: string): SigningKey[] {
  const { keys } = readJson(text, signingFile, 'the file of signing keys');
  return keys.map(({ kid, jwk, validFrom, validTo }) => ({
    kid,
    privateKey: createPrivateKey({ key: jwk, format: 'jwk' }),
    publicJwk: { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y },
    validFrom: new Date(validFrom),
    validTo: validTo === null ? null : new Date(validTo),
  }));
}

/**
 * Reads the `retired` list beside `keys` in the same file: public halves of keys that are no longer signed with, and
 * when they were revoked, if they were. None where the file has no such list.
 * @throws HubError BAD_INPUT naming the entry.
 */
export function readRetiredKeys(text: string): PublishedKey[] {
  return readJson(text, retiredFile, 'the file of signing keys').retired;
}

/**
 * Reads `{ "keys": [{ kid, jwk, validFrom, validTo, revokedAt }] }`.
 * @throws HubError BAD_INPUT naming the entry.
 */
export function readPublishedKeys(text: string): PublishedKey[] {
  return readJson(text, publishedFile, 'the list of published keys').keys;
}

function toList<Key extends { kid: string }>(key: z.ZodType<Key>): z.ZodType<Key[]> {
  return z.array(key).min(1, 'expected at least one key').refine(isUnambiguous, 'expected each kid once');
}

function isOnCurve(key: PublicJwk): boolean {
  try {
    return createPublicKey({ key: { ...key }, format: 'jwk' }).asymmetricKeyType === 'ec';
  } catch {
    return false;
  }
}

/** Node takes a private JWK whose halves do not belong together, and would sign what nobody can verify. */
function isPair({ x, y, d }: { x: string; y: string; d: string }): boolean {
  try {
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(d, 'base64url');
    const point = pair.getPublicKey().subarray(1);
    return point.equals(Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]));
  } catch {
    return false;
  }
}

function isForward({ validFrom, validTo }: { validFrom: string; validTo: string | null }): boolean {
  return validTo === null || Date.parse(validFrom) < Date.parse(validTo);
}

function isUnambiguous(keys: readonly { kid: string }[]): boolean {
  return isUnique(keys.map(({ kid }) => kid));
}
