/** Limits over the real Redis: two processes together call a source no faster, and no more at once, than one may. */
import { afterEach, expect, test } from '@jest/globals';
import { openSharedLimits, type SharedLimits } from '../../src/jobs/shared-limits.js';
import { makeLogger } from '../../src/logger.js';
import { getRedisUrl, makeQueuePrefix } from '../services.js';

const log = makeLogger('test', 'silent');
const opened: SharedLimits[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function open(prefix: string, { redisUrl = getRedisUrl(), leaseMs = 60_000 } = {}): SharedLimits {
  const limits = openSharedLimits({ redisUrl, prefix, log }, leaseMs);
  opened.push(limits);
  return limits;
}

test('rate, burst and concurrency hold over both', async () => {
  const limits = { perSecond: 50, burst: 5, concurrency: 3 };
  const prefix = makeQueuePrefix();
  const [one, other] = [open(prefix).makePacer('toy', limits), open(prefix).makePacer('toy', limits)];
  const startedAtMs: number[] = [];
  let running = 0;
  let most = 0;
  const call = async (): Promise<void> => {
    startedAtMs.push(performance.now());
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? one : other).run(call)));
  expect(startedAtMs).toHaveLength(40);
  expect(most).toBeLessThanOrEqual(limits.concurrency);
  // In no stretch of time more than the burst and what came in meanwhile; one more for what the clocks round, and as many as may
  // run at once: Redis counts when it lets a call go, we when we hear of it, which a busy machine may put off.
  startedAtMs.sort((a, b) => a - b);
  for (const [first, from] of startedAtMs.entries())
    for (const [last, to] of startedAtMs.entries()) {
      const allowed = limits.burst + ((to - from) / 1_000) * limits.perSecond + 1 + limits.concurrency;
      expect(last - first).toBeLessThanOrEqual(Math.max(allowed, 0));
    }
});

test('sources do not share with each other', async () => {
  const shared = open(makeQueuePrefix());
  const limits = { perSecond: 1, burst: 1, concurrency: 1 };
  const made: string[] = [];
  await Promise.all(
    ['a', 'b', 'c'].map((source) =>
      shared.makePacer(source, limits).run(() => Promise.resolve(made.push(source))),
    ),
  );
  expect(made.sort()).toEqual(['a', 'b', 'c']);
});

test('the place of a process that died is free again after a while', async () => {
  const prefix = makeQueuePrefix();
  const limits = { perSecond: 1_000, burst: 10, concurrency: 1 };
  const dead = open(prefix, { leaseMs: 200 }).makePacer('toy', limits);
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  void dead.run(() => {
    begin();
    return new Promise(() => undefined);
  });
  await begun;
  const alive = open(prefix, { leaseMs: 200 }).makePacer('toy', limits);
  await expect(alive.run(() => Promise.resolve('made'))).resolves.toBe('made');
});

test('a call that fails gives its place back', async () => {
  const limits = { perSecond: 1_000, burst: 10, concurrency: 1 };
  const pacer = open(makeQueuePrefix()).makePacer('toy', limits);
  await expect(pacer.run(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  await expect(pacer.run(() => Promise.resolve('made'))).resolves.toBe('made');
});

test('while Redis does not answer each process keeps to the limits for itself', async () => {
  const limits = { perSecond: 1_000, burst: 10, concurrency: 1 };
  const alone = open(makeQueuePrefix(), { redisUrl: 'redis://127.0.0.1:1' }).makePacer('toy', limits);
  await expect(alone.run(() => Promise.resolve('made'))).resolves.toBe('made');
});
