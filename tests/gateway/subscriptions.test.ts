/** Subscriptions over both protocols: the same answers, the same refusals, nothing piled up for who does not read, an end on closing. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { makeLendings } from './lendings.js';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

const lendings = makeLendings();
let gateway: ToyGateway;
const clients: Client[] = [];
beforeAll(async () => {
  gateway = await startToyGateway({ feeds: { lent: lendings.feed } });
});
afterAll(async () => {
  for (const client of clients) await client.dispose();
  await gateway.close();
});

type Told = {
  data?: unknown;
  errors?: { message: string; extensions: { code: string; requestId: string } }[];
};
interface Stream {
  next(): Promise<Told | 'complete' | 'closed'>;
  leave(): Promise<void>;
}

/** Server-sent events, read as they come. */
async function openEvents(query: string, { headers = {}, url = gateway.url } = {}): Promise<Stream> {
  const leaving = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  const pieces = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next() {
      for (;;) {
        const event = /^event: (\w+)\ndata: (.*)\n\n/.exec((text = text.replace(/^(:\n\n)+/, '')));
        if (event !== null) {
          text = text.slice(event[0].length);
          return event[1] === 'complete' ? 'complete' : (JSON.parse(event[2] ?? '') as Told);
        }
        const piece = await pieces?.read();
        if (piece?.done !== false) return 'closed';
        text += piece.value;
      }
    },
    leave() {
      leaving.abort();
      return Promise.resolve();
    },
  };
}

/** The same over WebSocket. */
function openSocket(query: string, { headers = {} } = {}): Promise<Stream> {
  const client = createClient({
    ...{ url: `${gateway.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 },
    connectionParams: headers,
  });
  clients.push(client);
  const results = client.iterate({ query });
  return Promise.resolve({
    async next() {
      try {
        const result = await results.next();
        return result.done === true ? 'complete' : (result.value as Told);
      } catch (thrown) {
        return Array.isArray(thrown) ? { errors: thrown as never } : 'closed';
      }
    },
    async leave() {
      await results.return?.();
    },
  });
}

describe.each([
  ['server-sent events', openEvents],
  ['WebSocket', openSocket],
])('over %s', (_, open) => {
  test('every event is shown by a query over all subgraphs, to who may see it', async () => {
    const following = lendings.following();
    const headers = { authorization: `Bearer ${gateway.tokens.citizen}` };
    const known = await open('subscription { lent { title stars notes } }', { headers });
    const first = known.next();
    await following;
    lendings.lend('1');
    lendings.lend('2');
    expect([await first, await known.next()]).toEqual([
      { data: { lent: { title: 'Số đỏ', stars: 4, notes: 'n' } } },
      { data: { lent: { title: 'Chí Phèo', stars: 5, notes: 'n' } } },
    ]);
    const left = lendings.left();
    await known.leave();
    await left;
    expect(lendings.followed.now).toBe(0);
  });

  test('a field that is refused is null with its error, and the stream goes on', async () => {
    const following = lendings.following();
    const stream = await open('subscription { lent { title notes } }');
    const first = stream.next();
    await following;
    lendings.lend('1');
    expect(await first).toMatchObject({
      data: { lent: { title: 'Số đỏ', notes: null } },
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    const left = lendings.left();
    await stream.leave();
    await left;
  });

  test('a fault of ours is told by no more than the id it is logged under', async () => {
    gateway.world.reviews = 'broken';
    const following = lendings.following();
    const stream = await open('subscription { lent { title stars } }');
    const first = stream.next();
    await following;
    lendings.lend('1');
    const { data, errors } = (await first) as Told;
    gateway.world.reviews = 'up';
    expect(data).toEqual({ lent: { title: 'Số đỏ', stars: null } });
    const requestId = errors?.[0]?.extensions.requestId;
    expect(errors?.[0]?.message).toBe(`internal error; quote request id ${requestId}`);
    const logged = gateway.logged().split('\n');
    expect(logged.filter((line) => line.includes(`"requestId":"${requestId}"`))).toContainEqual(
      expect.stringContaining('undefined is not a function'),
    );
    const left = lendings.left();
    await stream.leave();
    await left;
  });

  test.each([
    ['subscription { nothing }', 'nothing'],
    ['not GraphQL', 'Syntax Error'],
    ['{ best { id } }', 'subscriptions'],
    ['subscription { ... on Subscription { lent { id } } }', 'exactly one field'],
    [`subscription { lent { ${'reviews { text } '.repeat(30)} ${'a: id '.repeat(90)} } }`, 'aliases'],
  ])('%s is answered by what is wrong with it', async (query, message) => {
    const stream = await open(query);
    const told = (await stream.next()) as Told;
    expect(told.errors?.[0]?.message).toContain(message);
    expect(told.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    await stream.leave();
  });
});

describe('over server-sent events', () => {
  test.each<[string, RequestInit, number, string]>([
    ['a body that is no operation', { body: '{"query": 7}' }, 400, 'query'],
    ['a list', { body: '[{"query": "{ best { id } }"}]' }, 400, 'expected object'],
    [
      'variables that are no object',
      { body: '{"query": "{ best { id } }", "variables": 7}' },
      400,
      'variables',
    ],
    [
      'a wrong token',
      { body: '{"query": "{ best { id } }"}', headers: { authorization: 'Bearer x' } },
      401,
      'token',
    ],
  ])('%s is refused with a status', async (_, { body, headers }, expected, message) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...(headers as object) },
      body: body ?? '',
    });
    const { errors } = (await response.json()) as Required<Told>;
    expect([response.status, errors[0]?.message]).toEqual([expected, expect.stringContaining(message)]);
  });

  test('who does not read is told that they fell behind, and nothing piles up for them', async () => {
    const following = lendings.following();
    const left = lendings.left();
    const query = `subscription { lent { ${Array.from({ length: 50 }, (_, i) => `a${i}: title`).join(' ')} } }`;
    const socket = ask(query);
    await following;
    socket.pause();
    // More than the buffers of two sockets hold.
    for (let sent = 0; lendings.followed.now > 0 && sent < 200_000; sent += 1) {
      lendings.lend('1');
      if (sent % 20 === 0) await new Promise(setImmediate);
    }
    let text = '';
    socket.on('data', (piece) => (text += String(piece)));
    socket.resume();
    await left;
    await once(socket, 'close');
    expect(text).toContain('RATE_LIMITED');
    expect(text).toContain('event: complete');
  });

  test('a gateway that closes ends its streams without completing them', async () => {
    const other = makeLendings();
    const closing = await startToyGateway({ feeds: { lent: other.feed } });
    const following = other.following();
    const stream = await openEvents('subscription { lent { title } }', { url: closing.url });
    const next = stream.next();
    await following;
    await closing.close();
    expect(await next).toBe('closed');
    expect(other.followed.now).toBe(0);
  });
});

function ask(query: string): Socket {
  const body = JSON.stringify({ query });
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  socket.write(
    'POST /graphql HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\n' +
      `Connection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return socket;
}
