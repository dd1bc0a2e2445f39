/** A signal for one run of a job, which says what the worker's says and is gone with the run. */
import { setMaxListeners } from 'node:events';

/**
 * Runs something with a signal of its own. What is made of a signal, as for every call over the network, is noted at it for good; at
 * the worker's it would grow as long as the worker lives.
 */
export async function withOwnSignal(
  signal: AbortSignal,
  run: (own: AbortSignal) => Promise<void>,
): Promise<void> {
  const own = new AbortController();
  const pass = (): void => {
    own.abort(signal.reason);
  };
  if (signal.aborted) pass();
  // As many listen as runs are under way. Node takes more than ten for a leak and would warn of one.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', pass, { once: true });
  try {
    await run(own.signal);
  } finally {
    signal.removeEventListener('abort', pass);
  }
}
