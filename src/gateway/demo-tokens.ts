/**
 * Tokens of the demonstration, one per persona, signed with a key made on this machine, and the keys its hub signs
 * receipts with. Production mode refuses issuer and key of the tokens. `node --import tsx src/gateway/demo-tokens.ts --folder .data` writes them; so does the start.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { createLocalJWKSet, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { z } from 'zod';
import { toMessage } from '../errors.js';
import { addSigningKey } from '../evidence/key-changes.js';
import { ensureDemoKey, type DemoKey } from './demo-key.js';
import { demoPersonas, type Persona, type PersonaName } from './demo-personas.js';
import { demoIssuer, tokenAudience } from './verify-token.js';

/** Tokens by persona, as `demo-tokens.json` holds them. */
export type DemoTokens = Readonly<Record<PersonaName, string>>;

const tokensFile = 'demo-tokens.json';
const lifetimeSeconds = 30 * 24 * 3600;
const renewBeforeMs = 24 * 3600 * 1000;
const tokensShape = z.record(z.string(), z.string());
const personas = Object.entries(demoPersonas);

/**
 * Makes sure the folder holds `demo-jwks.json` and tokens that are good for a day at least.
 * @param now the present moment
 * @returns the tokens; those on disk as they are, while they are good
 */
export async function ensureDemoTokens(folder: string, now: Date): Promise<DemoTokens> {
  await mkdir(folder, { recursive: true });
  const key = await ensureDemoKey(folder);
  await ensureExchangeKeys(join(folder, 'demo-exchange-keys.json'));
  const kept = await readTokens(join(folder, tokensFile));
  if (kept !== null && (await areGood(kept, key, now))) return kept;
  const signed = await Promise.all(
    personas.map(async ([name, persona]) => [name, await sign(persona, key, now)] as const),
  );
  const tokens = Object.fromEntries(signed) as DemoTokens;
  await writeFile(join(folder, tokensFile), `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
  return tokens;
}

/** Made once: receipts given out must stay verifiable. They count from before the demonstration's own time. */
async function ensureExchangeKeys(file: string): Promise<void> {
  const text = addSigningKey(null, new Date('2017-01-01T00:00:00+07:00'));
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}

async function sign(persona: Persona, key: DemoKey, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT(toClaims(persona))
    .setProtectedHeader({ alg: 'ES256', kid: key.kid })
    .setIssuer(demoIssuer)
    .setAudience(tokenAudience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(key.privateKey);
}

function toClaims({ scopes, citizenId, ...claims }: Persona): JWTPayload {
  return {
    ...claims,
    ...(citizenId === undefined ? {} : { citizen_id: citizenId }),
    scope: scopes.join(' '),
  };
}

/** Good: one for every persona, by this key, saying what the persona is today, for a day at least. */
async function areGood(
  tokens: Readonly<Record<string, string>>,
  { jwks }: DemoKey,
  now: Date,
): Promise<boolean> {
  const keys = createLocalJWKSet(jwks);
  const rules = {
    issuer: demoIssuer,
    audience: tokenAudience,
    currentDate: new Date(now.getTime() + renewBeforeMs),
  };
  const checks = personas.map(async ([name, persona]) => {
    const { payload } = await jwtVerify(tokens[name] ?? '', keys, rules);
    return Object.entries(toClaims(persona)).every(([claim, value]) =>
      isDeepStrictEqual(payload[claim], value),
    );
  });
  return Promise.all(checks).then(
    (good) => good.every(Boolean),
    () => false,
  );
}

/** Null where there is no file yet, or no file of ours: it is then written anew. */
async function readTokens(file: string): Promise<DemoTokens | null> {
  try {
    return tokensShape.parse(JSON.parse(await readFile(file, 'utf8'))) as DemoTokens;
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { folder: { type: 'string', default: '.data' } } });
  try {
    await ensureDemoTokens(values.folder, new Date());
    process.stdout.write(`${join(values.folder, tokensFile)} holds good tokens\n`);
  } catch (thrown) {
    process.stderr.write(`cannot make the demonstration's tokens: ${toMessage(thrown)}\n`);
    process.exitCode = 1;
  }
}
