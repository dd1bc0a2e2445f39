/** The verifier in a browser, from a server and from disk: it judges as src/evidence does and asks nobody for anything. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { toPublishedKey } from '../../src/evidence/keys.js';
import { verifyProof, type ReceiptProof } from '../../src/evidence/proof.js';
import { receiptKinds, signReceipt } from '../../src/evidence/receipt.js';
import { addVerifyPage } from '../../src/gateway/verify-page.js';
import {
  key,
  makeCheckpoint,
  makeClaims,
  makeEvents,
  makeKey,
  makeProof,
  toLeaf,
  type SampleEvent,
} from '../evidence/sample-hub.js';
import { launchBrowser } from './browser.js';

const folder = fileURLToPath(new URL('../../src/gateway/verify-page', import.meta.url));
const onDisk = pathToFileURL(`${folder}/index.html`).href;
const events = makeEvents(23);
const proof = await makeProof({ laterSize: 23 });
const { later: _, ...short } = proof;
const keysText = JSON.stringify({ keys: proof.keys });

let server: FastifyInstance;
let served: string;
let browser: Browser;
let page: Page;
/** Requests for anything but the page's own files, and errors of its scripts. */
const complaints: string[] = [];

beforeAll(async () => {
  server = fastify();
  addVerifyPage(server);
  [served, browser] = await Promise.all([server.listen({ port: 0, host: '127.0.0.1' }), launchBrowser()]);
  page = await browser.newPage();
  page.on('request', (request) => {
    const url = request.url();
    const isOwn = [`${served}/verify`, pathToFileURL(folder).href, 'data:'].some((start) =>
      url.startsWith(start),
    );
    if (!isOwn) complaints.push(url);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${served}/verify`);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** What the page says of a subject: its verdict, and whether each step holds. */
async function judge(
  subject: string,
  keys = '',
): Promise<{ verdict: string; steps: [string, boolean][]; text: string }> {
  await page.fill('#subject', subject);
  await page.fill('#keys', keys);
  await page.evaluate("document.getElementById('result').hidden = true");
  await page.click('button');
  const result = page.locator('#result');
  await result.waitFor();
  const items = await page.locator('#steps li').all();
  const steps = items.map(async (item): Promise<[string, boolean]> => [
    (await item.getAttribute('data-step')) ?? '',
    (await item.getAttribute('data-ok')) === 'true',
  ]);
  const verdict = await page.locator('#verdict').innerText();
  return { verdict, steps: await Promise.all(steps), text: await result.innerText() };
}

const fifth = events[4] as SampleEvent;
const expired = makeKey('old', '2017-01-01T00:00:00+07:00', '2018-01-01T00:00:00+07:00');
const revokedText = JSON.stringify({ keys: [toPublishedKey(key, new Date('2018-06-01T00:00:00+07:00'))] });
const fork = events.map(toLeaf).with(0, toLeaf(fifth));
const { receipt } = proof;
const payloadAt = receipt.indexOf('.') + 20;
const turned = receipt[payloadAt] === 'A' ? 'B' : 'A';

/** What is verified, and the steps that must not hold. */
const cases: [string, ReceiptProof, string[]][] = [
  ['a good proof', proof, []],
  ['a good proof without a later checkpoint', short, []],
  [
    'a receipt with its last letter changed',
    { ...proof, receipt: receipt.slice(0, -1) + (receipt.endsWith('A') ? 'Q' : 'A') },
    ['SIGNATURE'],
  ],
  [
    'a receipt with a letter of its claims changed',
    { ...proof, receipt: receipt.slice(0, payloadAt) + turned + receipt.slice(payloadAt + 1) },
    ['SIGNATURE', 'EVENT', 'INCLUSION'],
  ],
  [
    'a tampered event',
    { ...proof, event: { ...proof.event, core: { ...fifth.core, agency: 'H31.9' } } },
    ['EVENT'],
  ],
  [
    'a receipt of another transfer',
    { ...proof, receipt: await signReceipt({ ...makeClaims(fifth), transfer: 'trf_9' }, key) },
    ['EVENT'],
  ],
  [
    'a wrong root',
    { ...proof, checkpoint: { ...proof.checkpoint, root: fifth.hash } },
    ['INCLUSION', 'CHECKPOINT', 'CONSISTENCY'],
  ],
  [
    'a checkpoint of another log',
    { ...proof, checkpoint: await makeCheckpoint(fork.slice(0, 11)) },
    ['INCLUSION', 'CONSISTENCY'],
  ],
  ['another place in the log', { ...proof, inclusion: { ...proof.inclusion, index: 3 } }, ['INCLUSION']],
  ['an expired key', await makeProof({ signingKey: expired }), ['SIGNATURE', 'CHECKPOINT']],
];

describe.each(['served', 'on disk'])('the page %s', (where) => {
  beforeAll(async () => page.goto(where === 'served' ? `${served}/verify` : onDisk));

  test.each(cases)('judges %s as src/evidence does', async (_, subject, failed) => {
    const { steps } = await judge(JSON.stringify(subject));
    expect(steps.filter(([, ok]) => !ok).map(([step]) => step)).toEqual(failed);
    expect(steps).toEqual((await verifyProof(subject)).map(({ step, ok }) => [step, ok]));
  });
});

describe('what the page says', () => {
  test('of a proof, and against whose keys', async () => {
    expect((await judge(JSON.stringify(proof))).verdict).toContain('hãy đối chiếu với khóa công bố');
    const { verdict, text } = await judge(JSON.stringify(proof), keysText);
    expect(verdict).toBe('HỢP LỆ');
    expect(text).toContain('000.00.01.H31-180507-0007');
    expect(text).toContain(receiptKinds.DELIVERED);
  });

  test('of a receipt from a QR code', async () => {
    expect(await judge(`lt:${receipt}`, keysText)).toMatchObject({
      verdict: 'CHỮ KÝ HỢP LỆ',
      steps: [['SIGNATURE', true]],
    });
    expect((await judge(receipt, revokedText)).verdict).toBe('KHÔNG HỢP LỆ');
    expect((await judge(receipt)).verdict).toContain('cần danh sách khóa công bố');
  });

  test.each([
    ['keys of somebody else', JSON.stringify(proof), JSON.stringify({ keys: [toPublishedKey(expired)] })],
    ['a revoked key without a later checkpoint', JSON.stringify(short), revokedText],
    ['nothing', '', keysText],
    ['broken JSON', '{', keysText],
    ['JSON of another shape', '{"receipt":{}}', keysText],
    ['keys that are none', JSON.stringify(proof), '[]'],
  ])('of %s is that it does not hold', async (_, subject, keys) => {
    expect((await judge(subject, keys)).verdict).toMatch(/^KHÔNG /);
  });

  test('is text and never markup', async () => {
    const claims = { ...makeClaims(fifth), code: '<img src=x onerror=alert(1)>' };
    const { text } = await judge(JSON.stringify({ ...proof, receipt: await signReceipt(claims, key) }));
    expect(text).toContain(claims.code);
    expect(await page.locator('#result img').count()).toBe(0);
  });

  test('of every kind of receipt is what the hub says', async () => {
    const script = await readFile(`${folder}/page.js`, 'utf8');
    const missing = Object.entries(receiptKinds).filter(
      ([kind, words]) => !script.includes(`${kind}: '${words}'`),
    );
    expect(missing).toEqual([]);
  });
});

test('a chosen file is read where it was chosen', async () => {
  const buffer = Buffer.from(JSON.stringify(proof));
  await page.setInputFiles('#subject-file', { name: 'proof.json', mimeType: 'application/json', buffer });
  await page.waitForFunction("document.getElementById('subject').value.startsWith('{')");
  expect(await page.inputValue('#subject')).toBe(JSON.stringify(proof));
});

test('nothing was asked of anybody, and nothing went wrong', () => {
  expect(complaints).toEqual([]);
});
