/**
 * A bundle as a file: what hub and an agency without network hand each other on a stick. Two lines: the signature of a body,
 * and the body as canonical JSON. What bundles say is src/delivery's business.
 */
import { HubError } from '../errors.js';
import { toCanonicalBytes } from './canonical.js';
import type { PublishedKey, SigningKey } from './keys.js';
import { signBody, verifyBody, type BodyAddress } from './signed-body.js';

/** A bundle travels slowly: this long it may be under way. Its signer's clock is bound by the same. */
const longestWayMs = 31 * 24 * 3_600_000;

/** Makes the file of a bundle. */
export async function toBundleFile(body: object, key: SigningKey, address: BodyAddress): Promise<string> {
  const bytes = toCanonicalBytes(body);
  return `${await signBody(bytes, key, address)}\n${bytes.toString('utf8')}\n`;
}

/** A file that was verified: whom it is for, under which id, and the text of its body. */
export interface BundleFile extends BodyAddress {
  body: string;
}

/**
 * Reads and verifies the file of a bundle.
 * @throws HubError BAD_INPUT: no bundle, altered, by a key that is unknown, expired or revoked, or longer than a month under way.
 */
export async function readBundleFile(
  text: string,
  { keys, now }: { keys: readonly PublishedKey[]; now: Date },
): Promise<BundleFile> {
  const [signature = '', body, ...rest] = text.split('\n');
  if (body === undefined || rest.join('') !== '')
    throw new HubError('BAD_INPUT', 'expected a bundle: a line with its signature and a line with its body');
  const bytes = Buffer.from(body, 'utf8');
  const { to, id, at } = await verifyBody({ bytes, signature, keys, now, maxSkewMs: longestWayMs });
  return { to, id, at, body };
}
