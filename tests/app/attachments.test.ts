/** Files of documents on their way from the axis: the very bytes, out of their ZIP, or an end with an error. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buffer } from 'node:stream/consumers';
import { officeAgencies } from '../../demo/documents.js';
import { toMessage } from '../../simulators/office/demo-axis.js';
import type { OfficeSimulator } from '../../simulators/office/server.js';
import { makeOpenAttachment } from '../../src/app/attachments.js';
import { makeHttpClient } from '../../src/connectors/http.js';
import { office as connector } from '../../src/connectors/office/index.js';
import { parseItems } from '../../src/connectors/office/items.js';
import { toDocument } from '../../src/connectors/office/map.js';
import { documentShape } from '../../src/connectors/office/wire.js';
import { toDocumentRow } from '../../src/lists/rows.js';
import { makeLogger } from '../../src/logger.js';
import type { DocumentContent } from '../../src/records/document.js';
import { toListing, toStored } from '../lists/sample-records.js';
import {
  credentials,
  makeSampleAxis,
  makeSampleDocument,
  startSampleAxis,
} from '../simulators/office/sample.js';

const text = 'Quyết định cấp giấy phép\n'.repeat(20_000);
const document = makeSampleDocument(1, {
  attachments: [
    { name: 'a.txt', text, isZipped: true },
    { name: 'b.txt', text: 'b', isZipped: false },
  ],
});
const message = toMessage(document);
let office: OfficeSimulator;

beforeAll(async () => {
  const axis = makeSampleAxis();
  axis.put(message);
  office = await startSampleAxis(axis);
});
afterAll(() => office.close());

/** The record the hub has of the message. */
function toContent(): DocumentContent {
  const page = {
    agencies: officeAgencies.map(({ code }) => code),
    messages: [{ ...message, sizeBytes: message.content.length }],
  };
  const [item] = parseItems(Buffer.from(JSON.stringify(page)));
  return toDocument(documentShape.parse(item))[0]?.content as DocumentContent;
}

function open(contentId: string, change: Partial<DocumentContent['attachments'][number]> = {}) {
  const content = toContent();
  const attachments = content.attachments.map((file) => ({ ...file, ...change }));
  const stored = toStored('doc_1', { ...content, attachments });
  const row = toDocumentRow({ ...stored, provenance: { ...stored.provenance, key: message.id } });
  const settings = { url: office.url, ...credentials, pageSize: 10 };
  const { limits } = connector;
  const http = makeHttpClient({ source: 'office', limits, log: makeLogger('test', 'silent') });
  const listings = { document: toListing([row]) };
  return makeOpenAttachment([{ connector, settings, http }], { listings })(message.id, contentId);
}

test('a file comes as it was sent, out of the ZIP it was wrapped in', async () => {
  const opened = await open(`${document.id}-0`);
  expect(opened).toMatchObject({ name: 'a.txt', sizeBytes: Buffer.byteLength(text) });
  expect((await buffer(opened?.body ?? process.stdin)).toString()).toBe(text);
});

test('another file of the same message is another', async () => {
  const opened = await open(`${document.id}-1`);
  expect((await buffer(opened?.body ?? process.stdin)).toString()).toBe('b');
});

test('what came otherwise than announced ends with an error', async () => {
  const opened = await open(`${document.id}-0`, { sha256: '0'.repeat(64) });
  await expect(buffer(opened?.body ?? process.stdin)).rejects.toThrow('not what was announced');
});

test('there is no file of another id', async () => {
  expect(await open('never')).toBeNull();
});
