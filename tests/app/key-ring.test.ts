/** Keys are rotated while the hub runs: what was signed before is verified after, and a broken file changes nothing. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { openKeyRing, type KeyRing } from '../../src/app/key-ring.js';
import { signBody, verifyBody } from '../../src/evidence/signed-body.js';
import { makeLogger } from '../../src/logger.js';

const folder = mkdtempSync(join(tmpdir(), 'lien-thong-keys-'));
const log = makeLogger('test', 'silent');
let file = '';
let ring: KeyRing;
let count = 0;

/** The command as an operator gives it. */
function keys(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli/keys.ts', ...args],
    { encoding: 'utf8' },
  );
  return status === 0 ? stdout : `refused: ${stderr}`;
}

/** File times may be coarse: a change within the same tick must be seen all the same. */
function touch(): void {
  const later = new Date(Date.now() + (count += 1) * 1_000);
  utimesSync(file, later, later);
}

const kids = (): string[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);

beforeEach(async () => {
  file = join(folder, `keys-${(count += 1)}.json`);
  keys('add', file, '--from', '2020-01-01T00:00:00+07:00');
  ring = await openKeyRing(file, log);
});

afterAll(() => rmSync(folder, { recursive: true }));

const bytes = Buffer.from('a body');
const sign = async (now: Date): Promise<string> =>
  signBody(bytes, await ring.getSigningKey(now), { to: 'x', id: '1', at: now.toISOString() });
const verify = async (signature: string, now: Date): Promise<{ kid: string }> =>
  verifyBody({ bytes, signature, keys: await ring.publishedKeys(), now, maxSkewMs: 60_000 });

test('a second key takes over at its time, without a restart; what the first one signed is verified still', async () => {
  const now = new Date();
  const before = await sign(now);
  const from = new Date(now.getTime() + 3_600_000);
  keys('add', file, '--from', from.toISOString());
  touch();
  const [first, second] = kids();
  expect((await ring.getSigningKey(now)).kid).toBe(first);
  expect((await ring.getSigningKey(from)).kid).toBe(second);
  expect((await verify(before, now)).kid).toBe(first);
  expect((await verify(await sign(from), from)).kid).toBe(second);
});

test('a key that is retired signs no more, and is published for what it signed', async () => {
  const now = new Date();
  const before = await sign(now);
  const [first = ''] = kids();
  expect(keys('retire', file, first)).toMatch(/^refused: .*only key/);
  keys('add', file);
  keys('retire', file, first);
  touch();
  expect(kids()).not.toContain(first);
  expect((await ring.getSigningKey(new Date())).kid).not.toBe(first);
  expect((await verify(before, now)).kid).toBe(first);
});

test('a key that others may have is revoked: its signatures hold no more', async () => {
  const now = new Date();
  const before = await sign(now);
  const [first = ''] = kids();
  keys('add', file);
  keys('retire', file, first, '--revoked');
  touch();
  const later = new Date(Date.now() + 2_000);
  await expect(verify(before, later)).rejects.toThrow(/revoked/);
});

test('a file that became unreadable leaves the keys as they were', async () => {
  const { kid } = await ring.getSigningKey(new Date());
  writeFileSync(file, '{ half a fi');
  touch();
  expect((await ring.getSigningKey(new Date())).kid).toBe(kid);
});
