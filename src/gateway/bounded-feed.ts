/** What happens, as a stream for one who may be slower than it happens: so much waits for them, and no more. */
import { HubError } from '../errors.js';

/** Calls back for everything that happens; returns what ends it. */
export type Listen<Value> = (take: (value: Value) => void) => () => void;

/**
 * Values from now on, until the signal aborts.
 * @throws HubError RATE_LIMITED where more than `most` wait: nothing is left out silently, whoever fell behind subscribes again.
 */
export async function* followBounded<Value>(
  listen: Listen<Value>,
  { signal, most }: { signal: AbortSignal; most: number },
): AsyncGenerator<Value, void> {
  const waiting: Value[] = [];
  let isBehind = false;
  let wake = (): void => undefined;
  const end = listen((value) => {
    if (waiting.length < most) waiting.push(value);
    else isBehind = true;
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (isBehind)
        throw new HubError(
          'RATE_LIMITED',
          `more than ${most} events were not taken in time; subscribe again`,
        );
      const [value] = waiting.splice(0, 1);
      if (value !== undefined) yield value;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    end();
  }
}
