import { describe, expect, test } from '@jest/globals';
import { untilStuck } from '../../scripts/stuck.mjs';

const never = (): Promise<void> => new Promise(() => undefined);

describe('a server that runs', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['is stuck when it does not answer', never],
    ['is stuck when it refuses', () => Promise.reject(new Error('refused'))],
  ])('%s', async (_, last) => {
    const answers = [() => Promise.resolve(), () => Promise.resolve(), last];
    const ask = (): Promise<unknown> => (answers.shift() ?? never)();
    const { signal } = new AbortController();
    expect(await untilStuck(ask, { everyMs: 1, withinMs: 50, signal })).toBe(true);
    expect(answers).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['that answers', () => Promise.resolve()],
    ['that has not answered yet', never],
  ])('%s is not, when nobody asks any more', async (_, ask) => {
    const over = new AbortController();
    const asked = untilStuck(ask, { everyMs: 1, withinMs: 60_000, signal: over.signal });
    setImmediate(() => over.abort());
    expect(await asked).toBe(false);
  });

  test('is not stuck by refusing as it is stopped', async () => {
    const over = new AbortController();
    const ask = async (): Promise<void> => {
      over.abort();
      return Promise.reject(new Error('stopped'));
    };
    expect(await untilStuck(ask, { everyMs: 1, withinMs: 50, signal: over.signal })).toBe(false);
  });
});
