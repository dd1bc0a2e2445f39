/** Buckets over the real Redis: two gateways together answer one client no more than one may. */
import { afterEach, expect, test } from '@jest/globals';
import { openRateLimit, type RateLimit } from '../../src/jobs/rate-limit.js';
import { makeLogger } from '../../src/logger.js';
import { getRedisUrl, makeQueuePrefix } from '../services.js';

const log = makeLogger('test', 'silent');
const opened: RateLimit[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function open(
  prefix: string,
  settings: { perSecond: number; burst: number },
  redisUrl = getRedisUrl(),
): RateLimit {
  const limit = openRateLimit({ redisUrl, prefix, log }, settings);
  opened.push(limit);
  return limit;
}

test('a burst is shared by all gateways, and each client has its own', async () => {
  const prefix = makeQueuePrefix();
  // So slow that no token comes back while the test runs.
  const settings = { perSecond: 0.001, burst: 6 };
  const [one, other] = [open(prefix, settings), open(prefix, settings)];
  const waits = await Promise.all(
    Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? one : other).take('a', 1)),
  );
  expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(6);
  expect(await one.take('b', 1)).toBe(0);
});

test('who must wait is told how long, and what is refused costs nothing', async () => {
  const limit = open(makeQueuePrefix(), { perSecond: 0.01, burst: 2 });
  expect(await limit.take('a', 2)).toBe(0);
  for (let n = 0; n < 3; n += 1) {
    const waitMs = await limit.take('a', 1);
    expect(waitMs).toBeGreaterThan(90_000);
    expect(waitMs).toBeLessThanOrEqual(100_000);
  }
});

test('more than the bucket holds is taken as all it holds', async () => {
  expect(await open(makeQueuePrefix(), { perSecond: 1, burst: 3 }).take('a', 50)).toBe(0);
});

test('without Redis nobody is held back', async () => {
  const limit = open(makeQueuePrefix(), { perSecond: 0.001, burst: 1 }, 'redis://127.0.0.1:1');
  expect([await limit.take('a', 1), await limit.take('a', 1)]).toEqual([0, 0]);
});
