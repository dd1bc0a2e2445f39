import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { makeAuthenticate, type Authenticate } from '../../src/gateway/authenticate.js';
import { demoJwksFile, ensureDemoKey, type DemoKey } from '../../src/gateway/demo-key.js';
import { pino } from 'pino';
import { makeLogger } from '../../src/logger.js';
import { until } from '../processes/hub-settings.js';

let folder: string;
let key: DemoKey;
let authenticate: Authenticate;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'authenticate-'));
  key = await ensureDemoKey(folder);
  const sha256 = createHash('sha256').update('a-key-of-the-portal').digest('hex');
  const principal = { sub: 'portal', kind: 'SYSTEM', scopes: ['dossier:read'] };
  await writeFile(join(folder, 'api-keys.json'), JSON.stringify([{ sha256, principal }]));
  authenticate = await makeAuthenticate(settings({}));
});

const settings = (own: { jwksFile?: string; apiKeysFile?: string | null }) => ({
  mode: 'demo' as const,
  issuer: 'lien-thong',
  jwksFile: join(folder, demoJwksFile),
  apiKeysFile: join(folder, 'api-keys.json'),
  log: makeLogger('test', 'silent'),
  ...own,
});

interface TokenParts {
  claims?: object;
  issuer?: string;
  audience?: string;
  expiresAt?: number | null;
  signWith?: CryptoKey | Uint8Array;
}

const nowSeconds = () => Math.floor(Date.now() / 1000);

async function sign({ claims, issuer, audience, expiresAt, signWith }: TokenParts): Promise<string> {
  const token = new SignJWT({
    sub: 'a',
    kind: 'OFFICER',
    agency: '000.00.03.H31',
    level: 'PROVINCE',
    ...claims,
  })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid })
    .setIssuer(issuer ?? 'lien-thong')
    .setAudience(audience ?? 'lien-thong');
  if (expiresAt !== null) token.setExpirationTime(expiresAt ?? nowSeconds() + 60);
  return token.sign(signWith ?? key.privateKey);
}

const ask = async (parts: TokenParts) => authenticate({ authorization: `Bearer ${await sign(parts)}` });

describe('bearer token', () => {
  test('becomes a frozen principal', async () => {
    const principal = await ask({
      claims: { name: 'Cán bộ', scope: 'dossier:read audit:read', roles: ['reception'], purpose: 'P-12' },
    });
    expect(principal).toEqual({
      sub: 'a',
      kind: 'OFFICER',
      roles: ['reception'],
      scopes: ['dossier:read', 'audit:read'],
      agency: '000.00.03.H31',
      level: 'PROVINCE',
      name: 'Cán bộ',
      purpose: 'P-12',
      citizenId: null,
    });
    expect(Object.isFrozen(principal) && Object.isFrozen(principal?.scopes)).toBe(true);
  });

  test.each<[string, () => TokenParts, string]>([
    ['expired', () => ({ expiresAt: nowSeconds() - 60 }), 'the token has expired'],
    [
      'with a purpose that is a sentence',
      () => ({ claims: { purpose: 'to look up somebody' } }),
      'not valid',
    ],
    ['without expiry', () => ({ expiresAt: null }), 'the claim exp'],
    ['of another issuer', () => ({ issuer: 'elsewhere' }), 'the claim iss'],
    ['for another audience', () => ({ audience: 'elsewhere' }), 'the claim aud'],
    [
      'of an officer without agency',
      () => ({ claims: { agency: undefined } }),
      'the token is not valid here',
    ],
    ['of an unknown kind', () => ({ claims: { kind: 'KING' } }), 'the token is not valid here'],
  ])('%s is refused with the reason', async (_, parts, message) => {
    await expect(ask(parts())).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining(message),
    });
  });

  test('signed by another key under a known id is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    await expect(ask({ signWith: privateKey })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('a clock that is a little behind is forgiven', async () => {
    await expect(ask({ expiresAt: nowSeconds() - 2 })).resolves.toMatchObject({ sub: 'a' });
  });

  test('an unsigned token is refused', async () => {
    const [, payload] = (await sign({})).split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    const authorization = `Bearer ${header}.${payload ?? ''}.`;
    await expect(authenticate({ authorization })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', ''])(
    'authorization %j is refused, not taken for none',
    async (authorization) => {
      await expect(authenticate({ authorization })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );
});

describe('API key', () => {
  test('stands for its principal', async () => {
    await expect(authenticate({ 'x-api-key': 'a-key-of-the-portal' })).resolves.toMatchObject({
      sub: 'portal',
      kind: 'SYSTEM',
      scopes: ['dossier:read'],
      agency: null,
    });
  });

  test('an unknown one is refused', async () => {
    await expect(authenticate({ 'x-api-key': 'a-key-of-nobody' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  test('together with a token it is refused', async () => {
    const headers = { authorization: 'Bearer x', 'x-api-key': 'a-key-of-the-portal' };
    await expect(authenticate(headers)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('takes the place of another without a restart, both standing for one caller meanwhile', async () => {
    const apiKeysFile = join(folder, 'renewed.json');
    const principal = { sub: 'portal', kind: 'SYSTEM' };
    const toLine = (key: string, expiresAt?: string) => ({
      ...{ sha256: createHash('sha256').update(key).digest('hex'), principal, expiresAt },
    });
    const write = (...lines: object[]) => writeFile(apiKeysFile, JSON.stringify(lines));
    await write(toLine('old'));
    const renewed = await makeAuthenticate(settings({ apiKeysFile }));
    const subOf = (key: string) =>
      renewed({ 'x-api-key': key }).then(
        (found) => found?.sub,
        () => null,
      );
    expect([await subOf('old'), await subOf('new')]).toEqual(['portal', null]);
    await write(toLine('old', '2999-01-01T00:00:00+07:00'), toLine('new'));
    await until(
      () => subOf('new'),
      (sub) => sub === 'portal',
    );
    expect(await subOf('old')).toBe('portal');
    await writeFile(apiKeysFile, '[{ "sha256": "torn');
    await write(toLine('old', '2020-01-01T00:00:00+07:00'), toLine('new'));
    await until(
      () => subOf('old'),
      (sub) => sub === null,
    );
    expect(await subOf('new')).toBe('portal');
  });

  test('a file that can no longer be read leaves the keys as they were', async () => {
    const apiKeysFile = join(folder, 'torn.json');
    const sha256 = createHash('sha256').update('held').digest('hex');
    await writeFile(apiKeysFile, JSON.stringify([{ sha256, principal: { sub: 'x', kind: 'SYSTEM' } }]));
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const held = await makeAuthenticate({ ...settings({ apiKeysFile }), log });
    await writeFile(apiKeysFile, '[{ "sha256": "torn');
    await until(
      async () => {
        await held({ 'x-api-key': 'held' });
        return lines.length;
      },
      (count) => count > 0,
    );
    expect((await held({ 'x-api-key': 'held' }))?.sub).toBe('x');
    expect(lines[0]).toContain('API_KEYS_FILE');
    expect(lines.join()).not.toContain('torn');
  });

  test('a file with a wrong entry stops the start and names the entry, not its content', async () => {
    const apiKeysFile = join(folder, 'wrong.json');
    await writeFile(
      apiKeysFile,
      JSON.stringify([{ sha256: 'secret-key-in-clear', principal: { sub: 'x', kind: 'SYSTEM' } }]),
    );
    const start = makeAuthenticate(settings({ apiKeysFile }));
    await expect(start).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('0.sha256'),
    });
    await expect(makeAuthenticate(settings({ apiKeysFile }))).rejects.not.toThrow('secret-key-in-clear');
  });
});

test('without credentials nobody asks', async () => {
  await expect(authenticate({})).resolves.toBeNull();
});

test.each([
  ['is missing', 'nowhere.json', 'cannot read the file'],
  ['holds no key set', 'api-keys.json', 'expected a JSON Web Key Set'],
])('a TOKEN_JWKS_FILE that %s stops the start', async (_, file, message) => {
  const start = makeAuthenticate(settings({ jwksFile: join(folder, file) }));
  await expect(start).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(message) });
});

test('the public file holds no private part', async () => {
  expect(await readFile(join(folder, demoJwksFile), 'utf8')).not.toContain('"d"');
});
