/** Queues and workers over the real Redis: duties, traces, retries, shutdown. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Job, JobContext } from '../../src/jobs/job.js';
import { openQueues, startWorkers } from '../../src/jobs/queue.js';
import { makeLogger } from '../../src/logger.js';
import { getRedisUrl, makeQueuePrefix } from '../services.js';

const log = makeLogger('test', 'silent');
const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (let close = cleanups.pop(); close !== undefined; close = cleanups.pop()) await close();
});

const data = z.object({ id: z.string() });
type Run = Job<z.infer<typeof data>>['run'];

async function startJob(run: Run, attempts = 1) {
  const job: Job<z.infer<typeof data>> = {
    name: 'toy',
    data,
    manners: { concurrency: 4, attempts, backoffMs: 10 },
    run,
  };
  const options = { redisUrl: getRedisUrl(), prefix: makeQueuePrefix(), log };
  const queues = await openQueues([job], options);
  cleanups.push(() => queues.close());
  const workers = startWorkers([job], options);
  cleanups.push(() => workers.close());
  return { queues, workers };
}

/** A promise with its handles, for a job to tell the test where it is. */
function makeSignal<Value = void>() {
  let give: (value: Value) => void = () => undefined;
  const given = new Promise<Value>((resolve) => (give = resolve));
  return { give, given };
}

describe('a job', () => {
  test('runs with its data and the trace id it was added with', async () => {
    const ran = makeSignal<[string, string]>();
    const { queues } = await startJob((payload, { traceId }) => {
      ran.give([payload.id, traceId]);
      return Promise.resolve();
    });
    await queues.add('toy', { id: 'a' }, { traceId: 'trace-7' });
    expect(await ran.given).toEqual(['a', 'trace-7']);
  });

  test('is counted where it is, and the oldest that waits is told', async () => {
    const began = makeSignal();
    const ended = makeSignal();
    const { queues } = await startJob(async () => {
      began.give();
      await ended.given;
    });
    for (let n = 0; n < 6; n += 1) await queues.add('toy', { id: `${n}` }, { traceId: 't' });
    await began.given;
    const [depth] = await queues.measure();
    expect(depth?.name).toBe('toy');
    expect((depth?.waiting ?? 0) + (depth?.active ?? 0)).toBe(6);
    expect(depth?.active).toBeGreaterThan(0);
    expect(depth?.active).toBeLessThanOrEqual(4);
    expect(depth?.oldestWaitingAt).toBeInstanceOf(Date);
    ended.give();
  });

  test('that fails is tried again, and told which attempt it is', async () => {
    const second = makeSignal<number>();
    const { queues } = await startJob((_, { attempt }) => {
      if (attempt === 1) return Promise.reject(new Error('a blip'));
      second.give(attempt);
      return Promise.resolve();
    }, 3);
    await queues.add('toy', { id: 'a' }, { traceId: 't' });
    expect(await second.given).toBe(2);
  });

  test('that is put off comes again though it has one try, and leaves its place to others meanwhile', async () => {
    const runs: string[] = [];
    const again = makeSignal<number>();
    const { queues } = await startJob(({ id }, { attempt, putOff }) => {
      runs.push(id);
      if (id !== 'last' && !runs.includes('last')) putOff(50);
      else if (id === 'd') again.give(attempt);
      return Promise.resolve();
    });
    // As many as run at once, all put off until the last has run, which must find a place.
    for (const id of ['a', 'b', 'c', 'd', 'last']) await queues.add('toy', { id }, { traceId: 't' });
    expect(await again.given).toBe(1);
    expect(runs.filter((one) => one === 'last')).toHaveLength(1);
  });

  test('added many times under one duty while one runs: one more run, with the latest data', async () => {
    const started = makeSignal();
    const release = makeSignal();
    const runs: string[] = [];
    const last = makeSignal();
    const { queues } = await startJob(async ({ id }) => {
      runs.push(id);
      if (runs.length > 1) {
        last.give();
        return;
      }
      started.give();
      await release.given;
    });
    await queues.add('toy', { id: 'first' }, { traceId: 't', duty: 'toy.stream' });
    await started.given;
    for (const id of ['second', 'third', 'fourth'])
      await queues.add('toy', { id }, { traceId: 't', duty: 'toy.stream' });
    release.give();
    await last.given;
    expect(runs).toEqual(['first', 'fourth']);
  });

  test('that failed for good leaves its duty to the next', async () => {
    const tries: number[] = [];
    const failed = makeSignal();
    const again = makeSignal();
    const { queues } = await startJob((_, { attempt }) => {
      tries.push(attempt);
      if (tries.length > 2) again.give();
      if (tries.length === 2) failed.give();
      return tries.length > 2 ? Promise.resolve() : Promise.reject(new Error('refused'));
    }, 2);
    const duty = { traceId: 't', duty: 'toy.a' };
    await queues.add('toy', { id: 'a' }, duty);
    await failed.given;
    // Added while it is failing or after it has: as the sweep does, whenever its time has come.
    await queues.add('toy', { id: 'a' }, duty);
    await again.given;
    expect(tries).toEqual([1, 2, 1]);
  });

  test('is told when its worker shuts down', async () => {
    const started = makeSignal<JobContext>();
    const { queues, workers } = await startJob(
      (_, context) =>
        new Promise((_resolve, reject) => {
          context.signal.addEventListener('abort', () => {
            reject(new Error('stopped'));
          });
          started.give(context);
        }),
    );
    await queues.add('toy', { id: 'a' }, { traceId: 't' });
    const { signal } = await started.given;
    await workers.close();
    expect(signal.aborted).toBe(true);
  });

  test('leaves nothing at the worker, which outlives it: a run has a signal of its own', async () => {
    const signals: AbortSignal[] = [];
    const ran = makeSignal();
    const { queues, workers } = await startJob(({ id }, { signal }) => {
      signals.push(signal);
      if (id === 'b') ran.give();
      return Promise.resolve();
    });
    await queues.add('toy', { id: 'a' }, { traceId: 't' });
    await queues.add('toy', { id: 'b' }, { traceId: 't' });
    await ran.given;
    await workers.close();
    expect(new Set(signals).size).toBe(2);
    expect(signals[0]?.aborted).toBe(false);
  });
});

test('no Redis under the address: one clear error naming the variable', async () => {
  const options = { redisUrl: 'redis://127.0.0.1:1', prefix: makeQueuePrefix(), log };
  await expect(openQueues([], options)).rejects.toThrow(/REDIS_URL/);
});
