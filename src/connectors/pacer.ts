/** Keeps calls to one source within its limits: so many at once, so many a second with a burst (a token bucket). */
import { setTimeout as sleep } from 'node:timers/promises';
import { bulkhead } from 'cockatiel';
import type { Limits } from './connector.js';

/** Runs calls no faster than the limits allow; later ones wait their turn. */
export interface Pacer {
  run<T>(call: () => Promise<T>): Promise<T>;
}

/** The time a pacer goes by: a clock that only goes forward, and a wait. */
export interface PacerTime {
  nowMs(): number;
  sleep(waitMs: number): Promise<unknown>;
}

const machineTime: PacerTime = { nowMs: () => performance.now(), sleep };

/** Makes the pacer of one source in this process. */
export function makePacer({ perSecond, burst, concurrency }: Limits, time = machineTime): Pacer {
  const gate = bulkhead(concurrency, Number.POSITIVE_INFINITY);
  let tokens = burst;
  let filledAtMs = time.nowMs();

  /** Takes a token, on credit if need be, and tells how long to wait for it. */
  function takeToken(): number {
    const nowMs = time.nowMs();
    tokens = Math.min(burst, tokens + ((nowMs - filledAtMs) / 1000) * perSecond);
    filledAtMs = nowMs;
    tokens -= 1;
    return tokens >= 0 ? 0 : (-tokens / perSecond) * 1000;
  }

  return {
    run: (call) =>
      gate.execute(async () => {
        const waitMs = takeToken();
        if (waitMs > 0) await time.sleep(waitMs);
        return call();
      }),
  };
}
