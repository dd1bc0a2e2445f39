/** One simulated address as a real HTTP client meets it, well and misbehaving. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startHttpNode, type HttpNode } from '../../simulators/http-node.js';
import { makeMisbehaviours, parseMisbehaviour, type Misbehaviours } from '../../simulators/misbehave.js';

let misbehaviours: Misbehaviours;
let node: HttpNode;

const start = (control = true): Promise<HttpNode> =>
  startHttpNode({
    host: '127.0.0.1',
    port: 0,
    misbehaviours,
    control,
    answer: async ({ path, body }) =>
      path === '/echo' ? JSON.stringify({ echo: body, padding: 'á'.repeat(100) }) : null,
  });

const post = (path: string, body = '{}'): Promise<Response> =>
  fetch(`${node.url}${path}`, { method: 'POST', body });

const misbehave = (...specs: string[]): void => misbehaviours.set(specs.map(parseMisbehaviour));

beforeEach(async () => {
  misbehaviours = makeMisbehaviours();
  node = await start();
});

afterEach(() => node.close());

describe('a node that behaves', () => {
  test('answers a POST in JSON', async () => {
    const reply = await post('/echo', '{"tên":"Nguyễn"}');
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await reply.json()).toMatchObject({ echo: '{"tên":"Nguyễn"}' });
  });

  test('answers 404 for a path it does not have, and for other methods', async () => {
    expect((await post('/elsewhere')).status).toBe(404);
    expect((await fetch(`${node.url}/echo`)).status).toBe(404);
  });

  test('names the port when it is taken', async () => {
    const port = Number(new URL(node.url).port);
    const second = startHttpNode({
      host: '127.0.0.1',
      port,
      misbehaviours,
      control: false,
      answer: async () => null,
    });
    await expect(second).rejects.toThrow(`port ${port} on 127.0.0.1 is taken`);
  });

  test('stops listening once closed', async () => {
    await post('/echo');
    await node.close();
    await expect(post('/echo')).rejects.toThrow('fetch failed');
    node = await start();
  });
});

describe('a node that misbehaves', () => {
  test('429 with Retry-After', async () => {
    misbehave('429:7');
    const reply = await post('/echo');
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '7']);
  });

  test('429 without Retry-After', async () => {
    misbehave('429');
    const reply = await post('/echo');
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, null]);
  });

  test('500 on every second request', async () => {
    misbehave('500/2');
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await post('/echo')).status);
    expect(statuses).toEqual([200, 500, 200, 500]);
  });

  test('reset tears the connection down, once', async () => {
    misbehave('resetx1');
    const failure = await post('/echo').catch((error: unknown) => error);
    expect(failure).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect((await post('/echo')).status).toBe(200);
  });

  test('truncated JSON comes with status 200 and cannot be read', async () => {
    misbehave('truncated');
    const reply = await post('/echo');
    const text = await reply.text();
    expect(reply.status).toBe(200);
    expect(text).toMatch(/^\{"echo":/);
    expect(() => void JSON.parse(text)).toThrow(SyntaxError);
  });

  test('an error page comes as HTML with status 200', async () => {
    misbehave('html');
    const reply = await post('/echo');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await reply.text()).toContain('bảo trì');
  });

  test('a slow answer waits while a later request is answered, and does not hold up closing', async () => {
    const asked = new Promise<void>((resolve) => {
      const { hit } = misbehaviours;
      misbehaviours.hit = (kind) => {
        if (kind === 'slow') resolve();
        return hit(kind);
      };
    });
    misbehave('slow:3600000x1');
    let isAnswered = false;
    const slow = post('/echo').then((reply) => {
      isAnswered = true;
      return reply.status;
    });
    await asked;
    expect((await post('/echo')).status).toBe(200);
    expect(isAnswered).toBe(false);
    await node.close();
    expect(await slow).toBe(200);
    node = await start();
  });

  test('health answers whatever else goes wrong', async () => {
    misbehave('500', 'slow:3600000');
    expect(await (await fetch(`${node.url}/health`)).json()).toEqual({ status: 'ok' });
  });
});

describe('the control address', () => {
  test('switches misbehaviours on and off', async () => {
    expect((await post('/control', '{"misbehave":["500","429/2"]}')).status).toBe(200);
    expect((await post('/echo')).status).toBe(500);
    await post('/control', '{"misbehave":[]}');
    expect((await post('/echo')).status).toBe(200);
  });

  test.each([['{"misbehave":["slwo:3"]}'], ['{"misbehave":"500"}'], ['nonsense'], ['null']])(
    'refuses %s and changes nothing',
    async (body) => {
      misbehave('429');
      expect((await post('/control', body)).status).toBe(400);
      expect((await post('/echo')).status).toBe(429);
    },
  );

  test('does not exist unless asked for', async () => {
    await node.close();
    node = await start(false);
    expect((await post('/control', '{"misbehave":[]}')).status).toBe(404);
  });
});
