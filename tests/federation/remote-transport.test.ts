import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import type { HubError } from '../../src/errors.js';
import { mostAnswerBytes } from '../../src/federation/remote/post-operation.js';
import { defaultPatience, type RemotePatience } from '../../src/federation/remote/remote-patience.js';
import { makeRemoteTransport, type RemoteTransport } from '../../src/federation/remote/remote-transport.js';

type Handle = (reply: ServerResponse, request: IncomingMessage, body: string) => void;

let server: Server;
let handle: Handle;
let seen: string[];
let transport: RemoteTransport;

beforeEach(async () => {
  seen = [];
  server = createServer((request, reply) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      seen.push(body);
      handle(reply, request, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  transport = open();
});

afterEach(async () => {
  await transport.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function open(patience: Partial<RemotePatience> = {}): RemoteTransport {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const makeHeaders = async () => Promise.resolve({ authorization: 'Bearer t' });
  const quick = { ...defaultPatience, timeoutMs: 2_000, backoffMs: 1, ...patience };
  return makeRemoteTransport({ name: 'shop', url, makeHeaders }, quick);
}

const send = (reply: ServerResponse, text: string | Buffer, status = 200): void => {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(text);
};

const ask = (query = '{ a }', signal = new AbortController().signal) =>
  transport.ask({ document: parse(query), variables: { v: 1 }, context: {}, signal });

const faultOf = async (asking: Promise<unknown>): Promise<string[]> => {
  const error = await asking.then(
    () => null,
    (thrown: unknown) => thrown as HubError,
  );
  return [error?.code ?? 'none', error?.source ?? 'none'];
};

test('sends the operation, its variables and who asks, and gives the answer', async () => {
  let header: string | undefined;
  handle = (reply, request) => {
    header = request.headers.authorization;
    send(reply, '{"data":{"a":1}}');
  };
  expect(await ask()).toEqual({ data: { a: 1 } });
  expect(header).toBe('Bearer t');
  expect(seen.map((body) => JSON.parse(body) as unknown)).toEqual([
    { query: '{\n  a\n}', variables: { v: 1 } },
  ]);
});

describe('what is no answer becomes one error that names the subgraph', () => {
  test.each<[string, string | Buffer, number, string]>([
    ['garbage', 'not json', 200, 'SOURCE_INVALID'],
    ['half an answer', '{"data":{"a":', 200, 'SOURCE_INVALID'],
    ['nothing', '', 200, 'SOURCE_INVALID'],
    ['a list', '[1]', 200, 'SOURCE_INVALID'],
    ['data that is a text', '{"data":"x"}', 200, 'SOURCE_INVALID'],
    ['errors that are none', '{"errors":[]}', 200, 'SOURCE_INVALID'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 200, 'SOURCE_INVALID'],
    ['more than is read', Buffer.alloc(mostAnswerBytes + 1, 0x20), 200, 'SOURCE_INVALID'],
    ['a page of a proxy', '<html>', 502, 'SOURCE_UNAVAILABLE'],
    ['a refusal', '<html>', 404, 'SOURCE_REJECTED'],
    ['a token it does not know', '{"errors":[{"message":"x"}]}', 401, 'SOURCE_REJECTED'],
  ])('%s', async (_, text, status, code) => {
    handle = (reply) => send(reply, text, status);
    expect(await faultOf(ask())).toEqual([code, 'shop']);
  });

  test('a connection that is cut', async () => {
    handle = (reply) => reply.destroy();
    expect(await faultOf(ask())).toEqual(['SOURCE_UNAVAILABLE', 'shop']);
  });

  test('an answer that does not come in time', async () => {
    await transport.close();
    transport = open({ timeoutMs: 50, attempts: 1 });
    handle = () => undefined;
    expect(await faultOf(ask())).toEqual(['SOURCE_UNAVAILABLE', 'shop']);
  });
});

describe('errors of an answer', () => {
  test('keep what they mean here; what has no code of ours is masked', async () => {
    const errors = [
      { message: 'gone', path: ['a', 0], extensions: { code: 'NOT_FOUND' } },
      { message: 'away', extensions: { code: 'SOURCE_UNAVAILABLE', source: 'onestop' } },
      { message: 'at mongodb://user:password@host', extensions: { code: 'OTHER' } },
      null,
    ];
    handle = (reply) => send(reply, JSON.stringify({ data: null, errors }), 400);
    const answer = await ask();
    expect(answer.data).toBeNull();
    expect(
      answer.errors?.map(({ path, originalError }) => {
        const { code, source } = originalError as HubError;
        return [code, source, path];
      }),
    ).toEqual([
      ['NOT_FOUND', undefined, ['a', 0]],
      ['SOURCE_UNAVAILABLE', 'onestop', undefined],
      ['SOURCE_INVALID', 'shop', undefined],
      ['SOURCE_INVALID', 'shop', undefined],
    ]);
    expect((answer.errors?.[2]?.originalError as HubError).message).not.toContain('password');
  });
});

describe('patience', () => {
  test('a query that met nothing is asked once more', async () => {
    handle = (reply) => (seen.length === 1 ? reply.destroy() : send(reply, '{"data":{"a":1}}'));
    expect(await ask()).toEqual({ data: { a: 1 } });
    expect(seen).toHaveLength(2);
  });

  test('a mutation never is', async () => {
    handle = (reply) => reply.destroy();
    expect(await faultOf(ask('mutation { a }'))).toEqual(['SOURCE_UNAVAILABLE', 'shop']);
    expect(seen).toHaveLength(1);
  });

  test('a question that fails again and again is not asked for a while, others are', async () => {
    await transport.close();
    transport = open({ attempts: 1, breakAfter: 2, breakMs: 60_000 });
    handle = (reply, _, body) =>
      body.includes('bad') ? send(reply, 'x', 503) : send(reply, '{"data":{"good":1}}');
    for (let n = 0; n < 4; n += 1)
      expect(await faultOf(ask('{ bad }'))).toEqual(['SOURCE_UNAVAILABLE', 'shop']);
    expect(seen).toHaveLength(2);
    expect(await ask('{ good }')).toEqual({ data: { good: 1 } });
  });

  test('with hedging, a late answer does not hold up: the second try counts', async () => {
    await transport.close();
    transport = open({ hedgeAfterMs: 20 });
    handle = (reply) => (seen.length === 1 ? undefined : send(reply, '{"data":{"a":2}}'));
    expect(await ask()).toEqual({ data: { a: 2 } });
  });

  test('who has gone is not waited for, and it says nothing of the subgraph', async () => {
    const leaving = new AbortController();
    handle = () => leaving.abort(new Error('left'));
    await expect(ask('{ a }', leaving.signal)).rejects.toThrow('left');
  });
});
