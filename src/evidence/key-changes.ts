/** The hub's file of signing keys, changed: a key added, a key retired. Texts in, texts out; who writes the file is the CLI. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { toRfc3339 } from '../calendar/local-time.js';
import { HubError } from '../errors.js';
import { readRetiredKeys, readSigningKeys, toPublishedKey } from './keys.js';

interface KeysFile {
  keys: { kid: string; validTo: string | null }[];
  retired?: object[];
}

/** The file with one more key, signed with from `validFrom` on; `text` is null where there is no file yet. */
export function addSigningKey(text: string | null, validFrom: Date): string {
  if (text !== null) readSigningKeys(text);
  const file = text === null ? { keys: [] } : (JSON.parse(text) as KeysFile);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  // Hexadecimal: people give it to commands, and base64url may begin like an option.
  const kid = createHash('sha256')
    .update(`${jwk.x ?? ''}.${jwk.y ?? ''}`)
    .digest('hex')
    .slice(0, 16);
  const key = { kid, jwk, validFrom: toRfc3339(validFrom), validTo: null };
  return toText({ ...file, keys: [...file.keys, key] });
}

/**
 * The file with a key retired: its private half is gone, its public half stays for what it signed.
 * @param revokedAt from when it must not be trusted, where others may have it; null for one that simply grew old
 * @throws HubError BAD_INPUT for an unknown kid, or the last key.
 */
export function retireSigningKey(
  text: string,
  { kid, at, revokedAt }: { kid: string; at: Date; revokedAt: Date | null },
): string {
  const signing = readSigningKeys(text);
  const key = signing.find((one) => one.kid === kid);
  if (key === undefined) {
    const known = signing.map((one) => one.kid).join(', ');
    throw new HubError('BAD_INPUT', `expected one of the keys ${known}, got '${kid.slice(0, 64)}'`);
  }
  if (signing.length === 1) {
    throw new HubError('BAD_INPUT', `'${kid}' is the only key; add the one that follows it first`);
  }
  const file = JSON.parse(text) as KeysFile;
  const validTo = key.validTo === null || key.validTo > at ? at : key.validTo;
  const retired = toPublishedKey({ ...key, validTo }, revokedAt);
  return toText({
    keys: file.keys.filter((one) => one.kid !== kid),
    retired: [...readRetiredKeys(text), retired],
  });
}

function toText(file: object): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
