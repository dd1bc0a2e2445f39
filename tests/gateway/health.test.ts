import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { HubError } from '../../src/errors.js';
import { checkHealth, type HealthChecks } from '../../src/gateway/health.js';
import { startHealthServer } from '../../src/gateway/health-server.js';
import type { RunningServer } from '../../src/gateway/listen.js';

const log = pino({ level: 'silent' });
const well: HealthChecks = {
  store: async () => Promise.resolve({}),
  oldestSync: async () => Promise.resolve({ lastSuccessAt: '2018-06-30T00:00:00+07:00' }),
};
const ill: HealthChecks = {
  ...well,
  queue: async () => Promise.reject(new HubError('INTERNAL', 'Redis does not answer')),
  other: async () => Promise.reject(new Error('redis://user:password@host refused')),
};

let server: RunningServer | undefined;
afterEach(async () => server?.close());

async function get(checks: HealthChecks, path: string) {
  server = await startHealthServer({ host: '127.0.0.1', port: 0, checks, log });
  const response = await fetch(server.url + path);
  return { status: response.status, body: (await response.json()) as unknown };
}

describe('health', () => {
  test('live answers whatever the checks say', async () => {
    expect(await get(ill, '/health/live')).toEqual({ status: 200, body: { status: 'ok' } });
  });

  test('ready shows every check and its facts', async () => {
    expect(await get(well, '/health/ready')).toEqual({
      status: 200,
      body: {
        status: 'ok',
        checks: { store: { ok: true }, oldestSync: { ok: true, lastSuccessAt: '2018-06-30T00:00:00+07:00' } },
      },
    });
  });

  test('a check that fails makes it 503 and tells no more than a deliberate message', async () => {
    const { status, body } = await get(ill, '/health/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({
      status: 'failing',
      checks: {
        store: { ok: true },
        queue: { ok: false, advice: 'Redis does not answer' },
        other: { ok: false, advice: 'failed; the log says why' },
      },
    });
  });

  test('a check that never answers fails at its deadline', async () => {
    const report = await checkHealth({ store: async () => new Promise(() => undefined) }, log, 5);
    expect(report).toEqual({
      status: 'failing',
      checks: { store: { ok: false, advice: 'no answer within 5 ms' } },
    });
  });
});

test('a taken port is said in one line', async () => {
  server = await startHealthServer({ host: '127.0.0.1', port: 0, checks: {}, log });
  const port = Number(new URL(server.url).port);
  await expect(startHealthServer({ host: '127.0.0.1', port, checks: {}, log })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: `port ${port} of 127.0.0.1 is taken; stop what listens there or set another port`,
  });
});
