/** Chance from a seed: the same seed, the same draws. */

/** Draws. */
export interface Chance {
  /** A number from 0 to below 1. */
  next(): number;
  /** True once in so many draws, on average. */
  oneIn(n: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Makes chance of a seed (the generator known as mulberry32). */
export function makeChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    oneIn: (n) => next() * n < 1,
    pick(from) {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
