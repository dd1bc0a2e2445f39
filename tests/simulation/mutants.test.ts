/** The simulation can fail: each deliberate bug is found within a few hundred seeds, by the invariant that names it. */
import { expect, test } from '@jest/globals';
import { mutants } from './mutants.js';
import { simulate } from './simulate.js';

const mostSeeds = 400;

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  '%s',
  async (_, { mutate, foundBy }) => {
    for (let seed = 1; seed <= mostSeeds; seed += 1) {
      const { violations } = await simulate(seed, mutate);
      const [found] = violations;
      if (found === undefined) continue;
      expect(violations.some((violation) => foundBy.test(violation)) ? 'found' : violations).toBe('found');
      return;
    }
    throw new Error(`not found in ${mostSeeds} seeds`);
  },
  60_000,
);
