/** Spans as a collector receives them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { openTracing } from '../../src/app/tracing.js';
import { makeClosers } from '../../src/closers.js';
import { HubError } from '../../src/errors.js';
import { untraced } from '../../src/trace.js';
import { startToyGateway } from '../gateway/toy-gateway.js';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code?: number; message?: string };
}

/** A collector of OTLP over HTTP that keeps what it is sent. */
async function startCollector() {
  const spans: Span[] = [];
  let text = '';
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      text += body;
      const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { endpoint, spans, sent: () => text, close };
}

test('a request is a tree of spans: plan and fetches below it, below whoever called', async () => {
  const collector = await startCollector();
  const closers = makeClosers();
  const tracing = await openTracing(collector.endpoint, { process: 'gateway', closers });
  const gateway = await startToyGateway({ tracing });
  const [traceId, caller] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  const variables = { id: '1' };
  const headers = { traceparent: `00-${traceId}-${caller}-01` };
  const query = 'query ($id: ID!) { book(id: $id) { title stars } }';
  await Promise.all([gateway.ask(query, { variables, headers }), gateway.ask(query, { variables })]);
  await gateway.close();
  await closers.closeAll();
  await collector.close();
  const ours = collector.spans.filter((span) => span.traceId === traceId);
  const request = ours.find(({ name }) => name === 'request');
  expect(request?.parentSpanId).toBe(caller);
  const below = ours.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
  const fetches = below.filter(({ name }) => name === 'fetch');
  expect(fetches.map(({ attributes }) => attributes)).toEqual([
    [{ key: 'subgraph', value: { stringValue: 'library' } }],
    [{ key: 'subgraph', value: { stringValue: 'reviews' } }],
  ]);
  // One of the two was planned for both.
  expect(collector.spans.map(({ name }) => name).sort()).toEqual([
    ...['fetch', 'fetch', 'fetch', 'fetch', 'plan', 'request', 'request'],
  ]);
  expect(collector.sent()).not.toMatch(/Số đỏ|variables/);
});

test('a fault ends its span, tells its code and no more, and goes on', async () => {
  const collector = await startCollector();
  const closers = makeClosers();
  const { trace, traceRequest, headers } = await openTracing(collector.endpoint, { process: 'x', closers });
  const fail = () => Promise.reject(new HubError('NOT_FOUND', 'Nguyễn Văn A is not here'));
  await expect(trace('asked', {}, fail)).rejects.toThrow('is not here');
  const failAtOnce = () => {
    throw new TypeError('secret');
  };
  expect(() => trace('planned', {}, failAtOnce)).toThrow('secret');
  const told = traceRequest({ name: 'request', facts: {}, headers: { traceparent: 'odd' } }, headers);
  expect(told['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  await closers.closeAll();
  await collector.close();
  const faults = collector.spans.map(({ name, attributes, status }) => [
    name,
    attributes[0]?.value,
    status.code,
  ]);
  expect(faults).toEqual([
    ['asked', { stringValue: 'NOT_FOUND' }, 2],
    ['planned', { stringValue: 'INTERNAL' }, 2],
    ['request', undefined, 0],
  ]);
  expect(collector.sent()).not.toMatch(/secret|Nguyễn/);
});

test('without a collector nothing is traced', async () => {
  const tracing = await openTracing(undefined, { process: 'x', closers: makeClosers() });
  expect(tracing).toBe(untraced);
  expect(tracing.trace('a', {}, () => 7)).toBe(7);
  expect(tracing.headers()).toEqual({});
});
