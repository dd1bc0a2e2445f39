/** An agency without network takes its inbox home as a file and brings its answers back as one: same messages, same receipts. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makeDesk, makeFile, noteAnswer, takeFile } from '../../src/cli/bundle/desk.js';
import { makeInboxBundle, takeAnswerBundle, type BundleParts } from '../../src/delivery/bundles.js';
import { putPaper } from '../../src/delivery/papers.js';
import { runCommand } from '../../src/dossiers/run-command.js';
import type { OutcomeBundle } from '../../src/delivery/bundle-shapes.js';
import { sha256Hex } from '../../src/evidence/canonical.js';
import { makeBundles } from '../../src/store/bundles.js';
import { makePapers } from '../../src/store/papers.js';
import { makeSigningKey, toCommand } from '../dossiers/exchange-setting.js';
import { openDelivery, type DeliverySetting } from './delivery-setting.js';

let setting: DeliverySetting;
let parts: BundleParts;
let desk = '';
const folder = mkdtempSync(join(tmpdir(), 'lien-thong-desk-'));
let count = 0;

beforeAll(async () => {
  setting = await openDelivery();
  const { connection, inbox, hubKey, keys } = setting;
  parts = {
    ...inbox,
    papers: makePapers(connection),
    bundles: makeBundles(connection),
    publishedKeys: () => Promise.resolve(keys),
    getSigningKey: () => Promise.resolve(hubKey),
  };
});

afterAll(async () => {
  await setting.close();
  rmSync(folder, { recursive: true });
});

/** Every test has a desk and a dossier of its own; what earlier ones left in the inbox comes along. */
beforeEach(() => {
  count += 1;
  desk = join(folder, `desk-${count}`);
  setting.wait(1_000);
  const deskKey = makeDesk(desk, { node: 'province', hub: 'test-hub', hubKeys: [...setting.keys] }, now());
  Object.assign(setting.nodes.fetching, { keys: [deskKey] });
});

const now = (): Date => setting.clock.now;
const takeHome = async (): Promise<string> =>
  takeFile(desk, await makeInboxBundle(setting.nodes.fetching, parts), now());
const bringBack = async (file: string): Promise<OutcomeBundle> => {
  const outcomes = await takeAnswerBundle(file, parts);
  await takeFile(desk, outcomes, now());
  return JSON.parse(outcomes.split('\n')[1] ?? '') as OutcomeBundle;
};
const findState = async (transfer: string): Promise<string | undefined> =>
  (await parts.store.transfers.findByIds([transfer]))[0]?.state;

test('an inbox goes home with its papers, answers come back, and the hub says what became of them', async () => {
  const bytes = Buffer.from('a paper');
  const sha256 = sha256Hex(bytes);
  await putPaper({ dossier: 'd-home', sha256, bytes }, { ...parts, findRecord: () => Promise.resolve(null) });
  const paper = { name: 'don.pdf', mediaType: 'application/pdf', sizeBytes: bytes.length, sha256 };
  const attachment = { note: 'kính chuyển', papers: [paper] };
  const send = toCommand('SEND', { to: 'S1', dueAt: null }, { dossier: 'd-home', attachment });
  const { state } = await runCommand(send, parts);
  const transfer = state.transfers.at(-1)?.id ?? '';
  expect(await takeHome()).toBe('1 new of 1 messages, 1 papers');
  expect(readFileSync(join(desk, 'papers', sha256), 'utf8')).toBe('a paper');
  expect(readFileSync(join(desk, 'inbox', `${transfer}.1.json`), 'utf8')).toContain('kính chuyển');

  noteAnswer(desk, { kind: 'ACCEPT', transfer, note: null }, now());
  const { outcomes, takenBeforeAt } = await bringBack(await makeFile(desk, now()));
  expect(outcomes).toHaveLength(2);
  expect(outcomes.every(({ code }) => code === null)).toBe(true);
  expect(takenBeforeAt).toBeNull();
  const events = await parts.store.events.findByDossier('d-home');
  expect(events.at(-1)).toMatchObject({ core: { type: 'ACCEPTED' }, receipt: outcomes[1]?.jws });
  const delivered = events.find(({ core }) => core.type === 'DELIVERED')?.core.body;
  expect(delivered).toMatchObject({ node: 'province' });
  // What the hub has confirmed is not brought again.
  expect(await makeFile(desk, now())).toContain('"acknowledgements":[],"answers":[]');
});

test('a bundle brought twice changes nothing the second time and gets the same receipts', async () => {
  const transfer = await setting.send('d-twice', 'S1');
  await takeHome();
  noteAnswer(desk, { kind: 'RETURN', transfer, note: 'thiếu giấy tờ' }, now());
  const file = await makeFile(desk, now());
  const first = await bringBack(file);
  const before = await parts.store.events.findByDossier('d-twice');
  setting.wait(60_000);
  const second = await bringBack(file);
  expect(second.outcomes).toEqual(first.outcomes);
  expect(second.takenBeforeAt).not.toBeNull();
  expect(await parts.store.events.findByDossier('d-twice')).toEqual(before);
});

test('an inbox fetched twice is taken once', async () => {
  await setting.send('d-again', 'S1');
  await takeHome();
  const taken = readdirSync(join(desk, 'inbox'));
  setting.wait(5_000);
  expect(await takeHome()).toMatch(/^0 new of /);
  expect(readdirSync(join(desk, 'inbox'))).toEqual(taken);
});

test('an agency without network sends on what it holds; what is refused keeps nothing else from being done', async () => {
  const transfer = await setting.send('d-on', 'S1');
  await takeHome();
  noteAnswer(desk, { kind: 'ACCEPT', transfer, note: null }, now());
  noteAnswer(desk, { kind: 'ACCEPT', transfer: 'trf_none', note: null }, now());
  noteAnswer(desk, { kind: 'SEND', agency: 'H1', dossier: 'd-on', to: 'X1', note: null }, now());
  noteAnswer(desk, { kind: 'SEND', agency: 'S1', dossier: 'd-on', to: 'H2', note: null }, now());
  const { outcomes } = await bringBack(await makeFile(desk, now()));
  expect(outcomes.slice(-4).map(({ code }) => code)).toEqual([null, 'NOT_FOUND', 'NOT_FOUND', null]);
  const [custody] = await parts.store.custodies.findByDossiers(['d-on']);
  expect(custody?.holder).toBe('S1');
  const open = (await parts.store.transfers.findByDossiers(['d-on'])).find(({ to }) => to === 'H2');
  expect(open?.state).toBe('IN_TRANSIT');
});

describe('a file that is not what it claims is refused and changes nothing', () => {
  const makeAnswers = async (dossier: string): Promise<{ transfer: string; file: string }> => {
    const transfer = await setting.send(dossier, 'S1');
    await takeHome();
    noteAnswer(desk, { kind: 'ACCEPT', transfer, note: null }, now());
    return { transfer, file: await makeFile(desk, now()) };
  };

  test.each<[string, (file: string) => string, RegExp]>([
    ['one byte changed', (file) => file.replace('"ACCEPT"', '"RETURN"'), /the body is not the one signed/],
    [
      'another node named',
      (file) => file.replace('"node":"province"', '"node":"nobody"'),
      /no node is called/,
    ],
    ['no body', (file) => file.split('\n')[0] ?? '', /the bundle/],
    ['no bundle at all', () => 'hello', /the bundle/],
  ])('%s', async (name, change, words) => {
    const { transfer, file } = await makeAnswers(`d-bad ${name}`);
    await expect(takeAnswerBundle(change(file), parts)).rejects.toThrow(words);
    expect(await findState(transfer)).toBe('IN_TRANSIT');
  });

  test('a revoked key', async () => {
    const { transfer, file } = await makeAnswers('d-revoked');
    const [key] = setting.nodes.fetching.keys;
    Object.assign(setting.nodes.fetching, { keys: [{ ...key, revokedAt: now().toISOString() }] });
    await expect(takeAnswerBundle(file, parts)).rejects.toThrow(/revoked/);
    expect(await findState(transfer)).toBe('IN_TRANSIT');
  });

  test('a month and more under way', async () => {
    const { file } = await makeAnswers('d-slow');
    setting.wait(32 * 24 * 3_600_000);
    await expect(takeAnswerBundle(file, parts)).rejects.toThrow(/clock/);
  });

  test('an inbox of another hub, at the desk', async () => {
    const stranger = makeSigningKey('stranger');
    const theirs = { ...parts, getSigningKey: () => Promise.resolve(stranger) };
    await setting.send('d-stranger', 'S1');
    const file = await makeInboxBundle(setting.nodes.fetching, theirs);
    await expect(takeFile(desk, file, now())).rejects.toThrow(/unknown key/);
    expect(readdirSync(join(desk, 'inbox'))).toEqual([]);
  });
});

test('a desk is made once: a second one would lose the key of the first', () => {
  const settings = { node: 'province', hub: 'test-hub', hubKeys: [...setting.keys] };
  expect(() => makeDesk(desk, settings, now())).toThrow(/is a desk already/);
});
