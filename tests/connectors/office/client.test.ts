/** The axis as the hub speaks to it: messages too large for a list come by themselves, whole or again, their attachments passing by. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { officeAgencies } from '../../../demo/documents.js';
import type { Axis } from '../../../simulators/office/axis.js';
import { toMessage } from '../../../simulators/office/demo-axis.js';
import { parseMisbehaviour } from '../../../simulators/misbehave.js';
import type { OfficeSimulator } from '../../../simulators/office/server.js';
import { makeHttpClient } from '../../../src/connectors/http.js';
import { makeOfficeClient, type OfficeClient } from '../../../src/connectors/office/client.js';
import { parseItems } from '../../../src/connectors/office/items.js';
import { makeLogger } from '../../../src/logger.js';
import {
  credentials,
  makeSampleAxis,
  makeSampleDocument,
  startSampleAxis,
} from '../../simulators/office/sample.js';

const limits = { perSecond: 1_000, burst: 1_000, concurrency: 4 };
const patience = {
  attempts: 3,
  timeoutMs: 5_000,
  backoffMs: 1,
  longestWaitMs: 10,
  breakAfter: 100,
  breakMs: 10,
};
const { signal } = new AbortController();
const text = 'Phụ lục kèm theo văn bản\n'.repeat(10_000);

let axis: Axis;
let office: OfficeSimulator;
let client: OfficeClient;

beforeEach(async () => {
  axis = makeSampleAxis();
  axis.put(toMessage(makeSampleDocument(1)));
  axis.put(
    toMessage(makeSampleDocument(2, { attachments: [{ name: 'phu-luc.txt', text, isZipped: false }] })),
  );
  office = await startSampleAxis(axis);
  const http = makeHttpClient({ source: 'office', limits, log: makeLogger('test', 'silent') }, patience);
  client = makeOfficeClient(http, { url: office.url, ...credentials, pageSize: 10 });
});
afterEach(() => office.close());

const fetchPage = () => client.fetchPage('edoc', { after: null, size: 10 }, signal);

test('a large message is kept without its contents, and reads as if they were there', async () => {
  const { rows } = await fetchPage();
  const [small, large] = rows;
  expect(small?.measured).toBeUndefined();
  expect(large?.content).not.toContain(Buffer.from(text).toString('base64').slice(0, 60));
  expect(large?.sizeBytes).toBeGreaterThan(text.length);
  const agencies = officeAgencies.map(({ code }) => code);
  const items = parseItems(Buffer.from(JSON.stringify({ agencies, messages: rows })));
  expect(items.map(({ problem }) => problem)).toEqual([null, null]);
  expect(items[1]?.attachments).toMatchObject([
    { AttachmentName: 'phu-luc.txt', sizeBytes: Buffer.byteLength(text) },
  ]);
});

test.each(['truncated/4x1', 'expired/4x1', '500/4x1', 'reset/4x1'])(
  '%s while it is fetched changes nothing',
  async (fault) => {
    const whole = await fetchPage();
    office.misbehave([parseMisbehaviour(fault)]);
    for (let n = 0; n < 3; n += 1) expect(await fetchPage()).toEqual(whole);
  },
);

test('one that is broken is kept as it came, and refused by what is wrong with it', async () => {
  const message = toMessage(makeSampleDocument(3));
  axis.put({ ...message, content: message.content.replace('<Subject>', `<Subject>${'x'.repeat(80_000)}<`) });
  const { rows } = await fetchPage();
  const items = parseItems(Buffer.from(JSON.stringify({ agencies: [], messages: rows })));
  expect(items[2]?.problem?.element).toBe('XML');
});

test('a message is taken once however often it is sent, and a refusal names the element', async () => {
  const content = Buffer.from(toMessage(makeSampleDocument(9)).content);
  const id = await client.send(content, signal);
  expect(await client.send(content, signal)).toBe(id);
  const stranger = Buffer.from(toMessage(makeSampleDocument(10, { issuer: '000.99.99.H99' })).content);
  await expect(client.send(stranger, signal)).rejects.toMatchObject({
    code: 'SOURCE_REJECTED',
    message: expect.stringContaining('From.OrganId') as unknown,
  });
  const changed = Buffer.from(toMessage(makeSampleDocument(9, { subject: 'Khác' })).content);
  await expect(client.send(changed, signal)).rejects.toThrow('DocumentId');
});
