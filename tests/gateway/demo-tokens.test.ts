import { beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { findAgency } from '../../demo/agencies.js';
import { makeAuthenticate } from '../../src/gateway/authenticate.js';
import { demoPersonas } from '../../src/gateway/demo-personas.js';
import { ensureDemoTokens } from '../../src/gateway/demo-tokens.js';
import { makeLogger } from '../../src/logger.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-tokens-'));
});

const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000);

describe('tokens of the demonstration', () => {
  test('every persona gets one that the hub accepts in demo mode', async () => {
    const tokens = await ensureDemoTokens(folder, new Date());
    expect(JSON.parse(await readFile(join(folder, 'demo-tokens.json'), 'utf8'))).toEqual(tokens);
    const jwksFile = join(folder, 'demo-jwks.json');
    const authenticate = await makeAuthenticate({
      mode: 'demo',
      issuer: 'lien-thong',
      jwksFile,
      apiKeysFile: null,
      log: makeLogger('test', 'silent'),
    });
    for (const [name, persona] of Object.entries(demoPersonas)) {
      const token = tokens[name as keyof typeof tokens];
      await expect(authenticate({ authorization: `Bearer ${token}` })).resolves.toMatchObject(persona);
    }
  });

  test('they are kept while good for a day, and made anew after', async () => {
    const first = await ensureDemoTokens(folder, new Date());
    expect(await ensureDemoTokens(folder, inDays(28))).toEqual(first);
    const renewed = await ensureDemoTokens(folder, inDays(29.5));
    expect(decodeJwt(renewed.citizen).exp).toBeGreaterThan(decodeJwt(first.citizen).exp ?? 0);
  });

  test.each(['demo-keys.json', 'demo-tokens.json'])(
    '%s gone or spoilt, all fit together again',
    async (file) => {
      const first = await ensureDemoTokens(folder, new Date());
      await writeFile(join(folder, file), '{"spoilt":');
      const second = await ensureDemoTokens(folder, new Date());
      await rm(join(folder, file));
      const third = await ensureDemoTokens(folder, new Date());
      expect(new Set([first, second, third].map(({ auditor }) => auditor)).size).toBe(3);
      expect(await ensureDemoTokens(folder, new Date())).toEqual(third);
    },
  );

  test('private key and tokens are readable by their owner alone', async () => {
    await ensureDemoTokens(folder, new Date());
    for (const file of ['demo-keys.json', 'demo-tokens.json']) {
      expect((await stat(join(folder, file))).mode & 0o077).toBe(0);
    }
  });
});

test.each(['officerProvince', 'officerDistrict', 'officerCommune'] as const)(
  '%s acts for an agency of that level in the demonstration province',
  (name) => {
    const { agency = '', level } = demoPersonas[name];
    expect(findAgency(agency)?.level).toBe(level);
  },
);
