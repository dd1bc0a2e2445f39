/**
 * What the exchange does again and again in every worker: sweep and seal. Plain timers, because schedules kept in a queue are
 * lost with the queue, and this is what makes its loss harmless. A loop never overlaps itself; a turn that fails is logged
 * and the next one comes all the same.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { HubError, toMessage } from '../errors.js';
import type { Logger } from '../logger.js';

/** One duty that comes round. */
export interface Loop {
  name: string;
  everyMs: number;
  run(): Promise<unknown>;
}

/** Starts the loops; the first turn of each is at once. `stop` waits for the turns under way. */
export function startLoops(loops: readonly Loop[], log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = loops.map((loop) => keepTurning(loop, stopping.signal, log));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function keepTurning(loop: Loop, signal: AbortSignal, log: Logger): Promise<void> {
  while (!signal.aborted) {
    await turn(loop, log);
    await delay(loop.everyMs, undefined, { signal }).catch(() => undefined);
  }
}

async function turn({ name, run }: Loop, log: Logger): Promise<void> {
  try {
    await run();
  } catch (error) {
    // Another process was faster and has done the work.
    if (error instanceof HubError && error.code === 'CONFLICT') return;
    log.warn({ loop: name, reason: toMessage(error) }, 'a turn failed; the next one comes all the same');
  }
}
