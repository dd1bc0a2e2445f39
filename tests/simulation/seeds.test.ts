/**
 * Ten thousand worlds of crashes, lost jobs, doubled jobs and unanswered calls, each from a seed, and the invariants after
 * each. A seed that fails is run again alone by `SEED=123 npm test -- tests/simulation/seeds`, with its history.
 */
import { describe, expect, test } from '@jest/globals';
import { simulate } from './simulate.js';

const seeds = 10_000;
const perTest = 500;
const only = process.env['SEED'];

async function runSeed(seed: number): Promise<string[]> {
  const { violations, world } = await simulate(seed);
  if (violations.length === 0) return [];
  return [`SEED=${seed} fails`, ...violations, ...world.history];
}

if (only !== undefined) {
  test(`seed ${only} alone`, async () => {
    const { violations, world } = await simulate(Number(only));
    expect({ violations, history: world.history }).toEqual({ violations: [], history: world.history });
  });
} else {
  describe('I1 to I10 and I14 (the queue emptied) hold after every seed', () => {
    const starts = Array.from({ length: seeds / perTest }, (_, n) => n * perTest + 1);
    test.each(starts)(
      'from %i',
      async (first) => {
        for (let seed = first; seed < first + perTest; seed += 1) expect(await runSeed(seed)).toEqual([]);
      },
      120_000,
    );
  });
}
