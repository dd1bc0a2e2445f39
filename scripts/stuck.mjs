/** Finds out that a server which runs has stopped working: it takes a question and never answers. */
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again, one question at a time.
 * @param {() => Promise<unknown>} ask
 * @param {{ everyMs: number, withinMs: number, signal: AbortSignal }} options
 * @returns {Promise<boolean>} true once a question failed or was not answered within `withinMs`; false when the signal aborted first
 */
export async function untilStuck(ask, { everyMs, withinMs, signal }) {
  while (!signal.aborted) {
    const late = new AbortController();
    const answered = await Promise.race([
      ask().then(
        () => true,
        () => false,
      ),
      delay(withinMs, false, { signal: AbortSignal.any([late.signal, signal]) }).catch(() => true),
    ]);
    late.abort();
    if (!answered) return !signal.aborted;
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
  return false;
}
