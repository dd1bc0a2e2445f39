/** The key pair of the demonstration: made once per folder, the private half readable by its owner alone. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose';
import { demoKeyPrefix } from './verify-token.js';

/** File with the public half, for TOKEN_JWKS_FILE. */
export const demoJwksFile = 'demo-jwks.json';

const demoKeysFile = 'demo-keys.json';

/** The private key, the id tokens name it by, and the public half. */
export interface DemoKey {
  kid: string;
  privateKey: CryptoKey | Uint8Array;
  jwks: JSONWebKeySet;
}

/** Reads or makes the pair; the public file is written again each time, so that the two always fit. */
export async function ensureDemoKey(folder: string): Promise<DemoKey> {
  const { kid, ...jwk } =
    (await readKey(join(folder, demoKeysFile))) ?? (await makeKey(join(folder, demoKeysFile)));
  const { d: _, ...publicJwk } = jwk;
  const jwks = { keys: [{ ...publicJwk, kid, alg: 'ES256', use: 'sig' }] };
  await writeFile(join(folder, demoJwksFile), `${JSON.stringify(jwks, null, 2)}\n`);
  return { kid, privateKey: await importJWK(jwk, 'ES256'), jwks };
}

async function makeKey(file: string): Promise<JWK & { kid: string }> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const key = { ...jwk, kid: demoKeyPrefix + (await calculateJwkThumbprint(jwk)) };
  await writeFile(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600 });
  return key;
}

/** Null where there is no readable pair yet: another is made, and tokens of the old one with it. */
async function readKey(file: string): Promise<(JWK & { kid: string }) | null> {
  try {
    const key = JSON.parse(await readFile(file, 'utf8')) as JWK;
    const { kid } = key;
    return kid?.startsWith(demoKeyPrefix) === true ? { ...key, kid } : null;
  } catch {
    return null;
  }
}
