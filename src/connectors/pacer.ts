/** Keeps calls to one source within its limits: so many at once, so many a second with a burst (a token bucket). */
import { setTimeout as sleep } from 'node:timers/promises';
import { bulkhead } from 'cockatiel';
import type { Limits } from './connector.js';

/** Runs calls no faster than the limits allow; later ones wait their turn. */
export interface Pacer {
  run<T>(call: () => Promise<T>): Promise<T>;
}

/** Makes the pacer of one source in this process. */
export function makePacer({ perSecond, burst, concurrency }: Limits): Pacer {
  const gate = bulkhead(concurrency, Number.POSITIVE_INFINITY);
  let tokens = burst;
  let filledAtMs = performance.now();

  /** Takes a token, on credit if need be, and tells how long to wait for it. */
  function takeToken(): number {
    const nowMs = performance.now();
    tokens = Math.min(burst, tokens + ((nowMs - filledAtMs) / 1000) * perSecond);
    filledAtMs = nowMs;
    tokens -= 1;
    return tokens >= 0 ? 0 : (-tokens / perSecond) * 1000;
  }

  return {
    run: (call) =>
      gate.execute(async () => {
        const waitMs = takeToken();
        if (waitMs > 0) await sleep(waitMs);
        return call();
      }),
  };
}
