/** How fast and how many at once a source is called. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makePacer, type PacerTime } from '../../src/connectors/pacer.js';

/** A call that lasts until it is released. */
function makeHeldCalls(): { call: () => Promise<number>; running: () => number; release: () => void } {
  const held: ((order: number) => void)[] = [];
  let released = 0;
  return {
    call: () => new Promise((resolve) => held.push(resolve)),
    running: () => held.length,
    release: () => held.shift()?.((released += 1)),
  };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('calls at once', () => {
  test('never exceed the concurrency, and all are made in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.nat(12), async (concurrency, count) => {
        const pacer = makePacer({ perSecond: 1, burst: 100, concurrency });
        const { call, running, release } = makeHeldCalls();
        const calls = Array.from({ length: count }, () => pacer.run(call));
        for (let left = count; left > 0; left -= 1) {
          await nextTurn();
          expect(running()).toBe(Math.min(concurrency, left));
          release();
        }
        expect(await Promise.all(calls)).toHaveLength(count);
      }),
      { numRuns: 30 },
    );
  });

  test('are made in the order they were asked for', async () => {
    const pacer = makePacer({ perSecond: 1, burst: 100, concurrency: 1 });
    const made: number[] = [];
    await Promise.all([1, 2, 3, 4].map((n) => pacer.run(async () => made.push(n))));
    expect(made).toEqual([1, 2, 3, 4]);
  });

  test('a failing call fails alone and frees its place', async () => {
    const pacer = makePacer({ perSecond: 1, burst: 100, concurrency: 1 });
    const failure = new Error('refused');
    const failed = pacer.run(() => Promise.reject(failure));
    const next = pacer.run(() => Promise.resolve('made'));
    await expect(failed).rejects.toBe(failure);
    await expect(next).resolves.toBe('made');
  });
});

/** A time that stands still but for what is waited for; tells when each call was made. */
function makeStillTime(): { time: PacerTime; pass: (ms: number) => void; make: () => Promise<number> } {
  let nowMs = 1_000;
  let chain = Promise.resolve();
  const sleep = (waitMs: number): Promise<void> => {
    const untilMs = nowMs + waitMs;
    chain = chain.then(() => void (nowMs = Math.max(nowMs, untilMs)));
    return chain;
  };
  return {
    time: { nowMs: () => nowMs, sleep },
    pass: (ms) => void (nowMs += ms),
    make: () => Promise.resolve(nowMs - 1_000),
  };
}

describe('a burst', () => {
  const limits = { perSecond: 20, burst: 3, concurrency: 10 };

  test('is made at once, and what exceeds it waits for its token', async () => {
    const { time, make } = makeStillTime();
    const pacer = makePacer(limits, time);
    const madeAtMs = await Promise.all(Array.from({ length: 5 }, () => pacer.run(make)));
    expect(madeAtMs).toEqual([0, 0, 0, 50, 100]);
  });

  test('comes again with time, and no more than it was', async () => {
    const { time, make, pass } = makeStillTime();
    const pacer = makePacer(limits, time);
    await Promise.all([1, 2, 3].map(() => pacer.run(make)));
    pass(60_000);
    const madeAtMs = await Promise.all([1, 2, 3, 4].map(() => pacer.run(make)));
    expect(madeAtMs).toEqual([60_000, 60_000, 60_000, 60_050]);
  });

  test('spent by calls that failed is spent all the same', async () => {
    const { time, make } = makeStillTime();
    const pacer = makePacer({ ...limits, burst: 1 }, time);
    await expect(pacer.run(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await expect(pacer.run(make)).resolves.toBe(50);
  });
});
