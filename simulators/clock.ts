/** The clock of a simulated source: standing still, or running faster than ours from a given moment on. */
import { HubError } from '../src/errors.js';

/** What a simulator asks for the time of its own world. */
export type Now = () => Date;

/**
 * Reads a speed such as `60x`.
 * @throws HubError BAD_INPUT naming the text.
 */
export function parseSpeed(text: string): number {
  const match = /^([1-9]\d*)x$/.exec(text);
  if (match === null) {
    throw new HubError(
      'BAD_INPUT',
      `clock "${text}": expected how much faster than ours it runs, such as 60x`,
    );
  }
  return Number(match[1]);
}

/**
 * Makes a clock that shows `startAt` now and runs `speed` times faster than ours; 0 stands still.
 * @param ourNowMs our own clock, in milliseconds.
 */
export function makeClock(startAt: Date, speed: number, ourNowMs: () => number = Date.now): Now {
  const startedMs = ourNowMs();
  return () => new Date(startAt.getTime() + speed * (ourNowMs() - startedMs));
}
