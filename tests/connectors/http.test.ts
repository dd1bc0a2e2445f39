/** The network side of a connector against a real server that misbehaves. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { startHttpNode, type HttpNode } from '../../simulators/http-node.js';
import { makeMisbehaviours, parseMisbehaviour } from '../../simulators/misbehave.js';
import { makeHttpClient, type HttpClient, type JsonReply } from '../../src/connectors/http.js';
import type { Patience } from '../../src/connectors/patient-call.js';
import { HubError } from '../../src/errors.js';
import { makeLogger } from '../../src/logger.js';

const patience: Patience = {
  attempts: 3,
  timeoutMs: 5000,
  backoffMs: 1,
  longestWaitMs: 2,
  breakAfter: 100,
  breakMs: 60_000,
};

const fast = { perSecond: 1000, burst: 1000, concurrency: 4 };
const personal = 'Nguyễn Thị Mẫu';
const answered = JSON.stringify({ name: personal, more: 'x'.repeat(200) });

let node: HttpNode | null = null;
let asked = 0;
let lines: string[] = [];

afterEach(async () => {
  await node?.close();
  node = null;
});

async function start(misbehaviours: readonly string[], more: Partial<Patience> = {}): Promise<HttpClient> {
  [asked, lines] = [0, []];
  const counting = makeMisbehaviours(misbehaviours.map(parseMisbehaviour));
  node = await startHttpNode({
    host: '127.0.0.1',
    port: 0,
    control: false,
    // The node asks about `slow` once a request, whatever becomes of the request.
    misbehaviours: { ...counting, hit: (kind) => ((asked += Number(kind === 'slow')), counting.hit(kind)) },
    answer: ({ path }) => Promise.resolve(path === '/known' ? answered : null),
  });
  const log = makeLogger('test', 'debug', { write: (line) => void lines.push(line) });
  return makeHttpClient({ source: 'toy', limits: fast, log }, { ...patience, ...more });
}

function call(
  client: HttpClient,
  { path = '/known', signal = new AbortController().signal } = {},
): Promise<JsonReply> {
  const url = `${node?.url ?? ''}${path}`;
  return client.postJson({ url, operation: 'read', body: { asks: personal }, signal });
}

async function failureOf(reply: Promise<JsonReply>): Promise<HubError> {
  const error: unknown = await reply.catch((thrown: unknown) => thrown);
  if (error instanceof HubError) return error;
  throw new Error(`expected a HubError, got ${String(error)}`);
}

describe('an answer', () => {
  test('comes as JSON with the bytes it was read from', async () => {
    const { json, bytes } = await call(await start([]));
    expect(json).toEqual(JSON.parse(answered));
    expect(new TextDecoder().decode(bytes)).toBe(answered);
  });

  test.each(['500', 'reset', 'truncated', 'html', '429'])(
    'comes at the second try after %s',
    async (kind) => {
      const { json } = await call(await start([`${kind}x1`]));
      expect(json).toEqual(JSON.parse(answered));
      expect(asked).toBe(2);
    },
  );

  test('comes at the second try where the first took too long', async () => {
    const client = await start(['slow:60000x1'], { timeoutMs: 300 });
    await expect(call(client)).resolves.toMatchObject({ json: JSON.parse(answered) as object });
    expect(asked).toBe(2);
  });
});

describe('a failure', () => {
  test.each([
    ['500', 'SOURCE_UNAVAILABLE', 'HTTP 500'],
    ['reset', 'SOURCE_UNAVAILABLE', 'did not answer'],
    ['truncated', 'SOURCE_INVALID', 'not JSON'],
    ['html', 'SOURCE_INVALID', 'not JSON'],
    ['429', 'SOURCE_UNAVAILABLE', 'HTTP 429'],
  ])('of %s every time ends after all tries as %s', async (kind, code, part) => {
    const error = await failureOf(call(await start([kind])));
    expect(error).toMatchObject({ code, source: 'toy', retryAfterMs: undefined });
    expect(error.message).toContain(part);
    expect(asked).toBe(patience.attempts);
  });

  test('the source said how long to wait after is told with it', async () => {
    const error = await failureOf(call(await start(['429:7'])));
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryAfterMs: 7000 });
  });

  test('of 4xx is a refusal and not tried again', async () => {
    const error = await failureOf(call(await start([]), { path: '/unknown' }));
    expect(error).toMatchObject({ code: 'SOURCE_REJECTED', source: 'toy' });
    expect(asked).toBe(1);
  });

  test.each(['500', 'reset', 'truncated', 'html', '429'])(
    'of %s tells nothing of what was sent or answered, nor do the log lines',
    async (kind) => {
      const { message } = await failureOf(call(await start([kind])));
      for (const text of [message, ...lines]) {
        expect(text).not.toContain(personal);
        expect(text).not.toMatch(/xxx|bảo trì|internal error|too many requests/);
      }
    },
  );
});

describe('the log', () => {
  test('has one line a try: source, operation, outcome, number of the try', async () => {
    await call(await start(['500x1']));
    const outcomes = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(outcomes).toEqual([
      expect.objectContaining({ source: 'toy', operation: 'read', attempt: 1, level: 40 }),
      expect.objectContaining({ source: 'toy', operation: 'read', attempt: 2, level: 20, outcome: 'ok' }),
    ]);
    expect(String(outcomes[0]?.['outcome'])).toMatch(/^SOURCE_UNAVAILABLE/);
  });
});

describe('the breaker', () => {
  test('opens after so many failures in a row and then calls nobody', async () => {
    const client = await start(['500'], { attempts: 1, breakAfter: 3 });
    for (let n = 0; n < 5; n += 1) expect((await failureOf(call(client))).code).toBe('SOURCE_UNAVAILABLE');
    expect(asked).toBe(3);
    expect((await failureOf(call(client))).message).toContain('left alone for a while');
  });

  test('counts refusals as answers', async () => {
    const client = await start([], { attempts: 1, breakAfter: 2 });
    for (let n = 0; n < 4; n += 1) await failureOf(call(client, { path: '/unknown' }));
    await expect(call(client)).resolves.toMatchObject({ json: { name: personal } });
  });

  test('lets a try through after its time and closes when that succeeds', async () => {
    const client = await start(['500x2'], { attempts: 1, breakAfter: 2, breakMs: 0 });
    await failureOf(call(client));
    await failureOf(call(client));
    await expect(call(client)).resolves.toMatchObject({ json: { name: personal } });
    await expect(call(client)).resolves.toMatchObject({ json: { name: personal } });
  });

  test('does not count calls that we stopped ourselves', async () => {
    const client = await start([], { attempts: 1, breakAfter: 1 });
    await failureOf(call(client, { signal: AbortSignal.abort() }));
    await expect(call(client)).resolves.toMatchObject({ json: { name: personal } });
  });
});

describe('an abort', () => {
  test('stops a call under way, and no other is made', async () => {
    const client = await start(['slow:60000']);
    const stop = new AbortController();
    const reply = failureOf(call(client, { signal: stop.signal }));
    stop.abort();
    expect((await reply).source).toBe('toy');
    expect(asked).toBeLessThanOrEqual(1);
  });

  test('stops the wait before the next try', async () => {
    const client = await start(['429:3600'], { longestWaitMs: 3_600_000 });
    const stop = new AbortController();
    const reply = failureOf(call(client, { signal: stop.signal }));
    while (lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await reply).toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'toy' });
    expect(asked).toBe(1);
  });
});
