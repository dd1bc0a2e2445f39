import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeRandom, makeWeighted } from '../../demo/random.js';

describe('deterministic draws', () => {
  test('seed, stream and ordinal give the same sequence, and a change of any another one', () => {
    const draw = (seed: number, stream: string, ordinal: number): number[] => {
      const random = makeRandom(seed, stream, ordinal);
      return [random.unit(), random.unit(), random.unit()];
    };
    expect(draw(1, 'a', 1)).toEqual(draw(1, 'a', 1));
    expect(draw(2, 'a', 1)).not.toEqual(draw(1, 'a', 1));
    expect(draw(1, 'b', 1)).not.toEqual(draw(1, 'a', 1));
    expect(draw(1, 'a', 2)).not.toEqual(draw(1, 'a', 1));
  });

  test('the sequence is pinned: another machine or version must draw the same', () => {
    const random = makeRandom(20_180_630, 'dossier', 0);
    expect([random.below(1_000_000), random.below(1_000_000), random.below(1_000_000)]).toEqual([
      949806, 926625, 193232,
    ]);
  });

  test('whole numbers stay below their bound and are spread evenly', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.integer({ min: 1, max: 1_000 }), (seed, ordinal, count) => {
        const drawn = makeRandom(seed, 'test', ordinal).below(count);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn < count).toBe(true);
      }),
    );
    const first = Array.from({ length: 10_000 }, (_, i) => makeRandom(7, 'test', i).unit());
    expect(first.reduce((sum, unit) => sum + unit, 0) / first.length).toBeCloseTo(0.5, 1);
  });

  test('an item is picked as often as it weighs, and never where it weighs nothing', () => {
    const pick = makeWeighted(
      ['never', 'once', 'thrice'],
      (item) => ({ never: 0, once: 1, thrice: 3 })[item] ?? 0,
    );
    const random = makeRandom(7, 'weighted', 0);
    const picked = Array.from({ length: 8_000 }, () => pick(random));
    expect(picked).not.toContain('never');
    expect(picked.filter((item) => item === 'thrice').length / picked.length).toBeCloseTo(0.75, 1);
  });

  test('nothing to pick from is refused', () => {
    expect(() => makeRandom(1, 'test', 1).pick([])).toThrow('empty');
    expect(() => makeWeighted([1, 2], () => 0)).toThrow('weight above 0');
  });
});
