/** Files of documents over HTTP: by a good link alone, never shown in the hub's name, and no further than the axis lets them. */
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { HubError } from '../../src/errors.js';
import { makePathSigner } from '../../src/evidence/signed-path.js';
import { addAttachmentRoutes, type AttachmentRouteParts } from '../../src/gateway/attachment-routes.js';
import { addErrorHandlers } from '../../src/gateway/http-errors.js';
import { makeLogger } from '../../src/logger.js';

const now = new Date('2026-11-27T05:00:00Z');
const links = makePathSigner(Buffer.alloc(32, 1));
const path = '/office/attachments/M1/f%201';
const sign = (of = path) => links.sign(of, new Date(now.getTime() + 60_000));

let server: FastifyInstance;
let origin: string;
let openAttachment: AttachmentRouteParts['openAttachment'];

beforeEach(async () => {
  openAttachment = (message, content) =>
    Promise.resolve(
      message === 'M1' && content === 'f 1'
        ? { name: 'Quyết định.html', sizeBytes: 5, body: Readable.from([Buffer.from('<b>a<')]) }
        : null,
    );
  server = fastify();
  addErrorHandlers(server, makeLogger('test', 'silent'));
  addAttachmentRoutes(server, {
    links,
    now: () => now,
    openAttachment: (...asked) => openAttachment(...asked),
  });
  origin = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

const get = (url: string): Promise<Response> => fetch(origin + url);

test('a good link brings the file, as something to be saved', async () => {
  const { status, headers, body } = await get(sign()).then(async (reply) => ({
    ...{ status: reply.status, headers: Object.fromEntries(reply.headers), body: await reply.text() },
  }));
  expect([status, body]).toEqual([200, '<b>a<']);
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-length': '5',
    'cache-control': 'no-store',
    'content-disposition': "attachment; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.html",
  });
});

test.each<[string, () => string]>([
  ['no signature', () => path],
  ['the signature of another file', () => sign('/office/attachments/M1/f%202').replace('f%202', 'f%201')],
  ['one that has ended', () => links.sign(path, now)],
])('with %s it is refused', async (_, toUrl) => {
  expect((await get(toUrl())).status).toBe(403);
});

test('a file that is not there is not found, and an axis that is down is told', async () => {
  expect((await get(sign('/office/attachments/M2/f%201'))).status).toBe(404);
  openAttachment = () => Promise.reject(new HubError('SOURCE_UNAVAILABLE', 'office did not answer'));
  expect((await get(sign())).status).toBe(503);
});
