/** API keys of other systems: the file holds only the SHA-256 of each key, and whom it stands for. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { HubError } from '../errors.js';
import type { Principal } from '../principal.js';
import { principalShape, toPrincipal } from './principal-shape.js';

const fileShape = z.array(
  z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits'),
    principal: principalShape,
    /** Two keys may stand for one caller while the one takes the place of the other. */
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  }),
);

/** One line of the file, read. */
export interface ApiKey {
  /** SHA-256 of the key, 32 bytes. */
  digest: Buffer;
  principal: Principal;
  /** Null for one without an end. */
  expiresAt: Date | null;
}

/**
 * Reads the API key file: `[{ "sha256": "…", "principal": { "sub", "kind", "scopes", … }, "expiresAt": "2027-01-01T00:00:00+07:00" }]`.
 * @throws HubError BAD_INPUT naming the entry that is wrong, never its content.
 */
export function readApiKeys(text: string): ApiKey[] {
  const parsed = fileShape.safeParse(parseJson(text));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new HubError('BAD_INPUT', `the API key file is wrong:\n  ${faults.join('\n  ')}`);
  }
  return parsed.data.map(({ sha256, principal, expiresAt }) => ({
    digest: Buffer.from(sha256, 'hex'),
    principal: toPrincipal(principal),
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
  }));
}

/** The caller a key stands for; null for an unknown key and one that has expired. Every entry is compared, so time tells nothing. */
export function findByApiKey(keys: readonly ApiKey[], given: string, now: Date): Principal | null {
  const digest = createHash('sha256').update(given).digest();
  let found: Principal | null = null;
  for (const key of keys) {
    const isValid = key.expiresAt === null || now < key.expiresAt;
    if (timingSafeEqual(key.digest, digest) && isValid) found = key.principal;
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new HubError('BAD_INPUT', 'the API key file is no JSON', { cause: thrown });
  }
}
