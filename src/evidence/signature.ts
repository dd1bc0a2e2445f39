/**
 * Signing and verifying claims as compact JWS (RFC 7515), ES256 and nothing else. What is claimed is said by receipt.ts,
 * checkpoint.ts and signed-body.ts; whose keys are trusted, by the caller.
 */
import { CompactSign, compactVerify } from 'jose';
import { z } from 'zod';
import { HubError } from '../errors.js';
import { toCanonicalBytes } from './canonical.js';
import { filled, readShape } from './fields.js';
import { getKey, type PublishedKey, type SigningKey } from './keys.js';

/** What every signed claim says: when it was signed, as RFC 3339 text. */
interface Dated {
  at: string;
}

/** A kind of signed claims. */
export interface ClaimsKind<Claims extends Dated> {
  /** With its article, as a message says it. */
  name: string;
  /** `typ` of the header: a signature over one kind never passes for another (RFC 8725 §3.11). */
  typ: string;
  shape: z.ZodType<Claims>;
}

/** Claims and the key they were signed with. */
export interface Verified<Claims> {
  claims: Claims;
  key: PublishedKey;
}

/**
 * Three parts of base64url, the last one of 64 bytes with the bits beyond them zero: a decoder that is lenient there would
 * let the last letter be changed.
 */
const compactJws = /^([\w-]+)\.([\w-]+)\.[\w-]{85}[AQgw]$/;

/** Nothing besides: a header of ours has no room for what a verifier would have to understand. */
const headerShape = z.strictObject({ alg: z.literal('ES256'), kid: filled, typ: filled });

/** Signs claims; the payload is their canonical JSON. */
export async function signClaims<Claims extends Dated>(
  { typ }: ClaimsKind<Claims>,
  claims: Claims,
  { kid, privateKey }: SigningKey,
): Promise<string> {
  return new CompactSign(toCanonicalBytes(claims))
    .setProtectedHeader({ alg: 'ES256', kid, typ })
    .sign(privateKey);
}

/**
 * Verifies a JWS of a kind. Whether its key was valid when it was signed is for the caller to ask (`requireValid`).
 * @throws HubError BAD_INPUT: not of this kind, unknown key, altered.
 */
export async function verifyClaims<Claims extends Dated>(
  kind: ClaimsKind<Claims>,
  jws: string,
  keys: readonly PublishedKey[],
): Promise<Verified<Claims>> {
  const key = getKey(keys, readHeader(kind, jws).kid);
  try {
    await compactVerify(jws, key.jwk, { algorithms: ['ES256'] });
  } catch (cause) {
    throw new HubError(
      'BAD_INPUT',
      `${kind.name} was altered: the signature of key '${key.kid}' does not fit`,
      {
        cause,
      },
    );
  }
  return { claims: readClaims(kind, jws), key };
}

/**
 * What a JWS of a kind claims, whoever signed it.
 * @throws HubError BAD_INPUT for what is no such JWS.
 */
export function readClaims<Claims extends Dated>(kind: ClaimsKind<Claims>, jws: string): Claims {
  readHeader(kind, jws);
  return readPart(kind, { jws, part: 2, shape: kind.shape });
}

function readHeader({ name, typ }: ClaimsKind<Dated>, jws: string): z.infer<typeof headerShape> {
  const header = readPart({ name }, { jws, part: 1, shape: headerShape });
  if (header.typ === typ) return header;
  throw new HubError('BAD_INPUT', `not ${name}: expected typ ${typ}, got ${header.typ.slice(0, 64)}`);
}

function readPart<T>(
  { name }: Pick<ClaimsKind<Dated>, 'name'>,
  { jws, part, shape }: { jws: string; part: 1 | 2; shape: z.ZodType<T> },
): T {
  const text = compactJws.exec(jws)?.[part];
  if (text === undefined)
    throw new HubError('BAD_INPUT', `not ${name}: expected a compact JWS with an ES256 signature`);
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw new HubError('BAD_INPUT', `not ${name}: its ${part === 1 ? 'header' : 'payload'} is no JSON`);
  }
  return readShape(value, shape, `not ${name}: the ${part === 1 ? 'header' : 'payload'}`);
}
