/**
 * Numbers that look random and are the same on every machine. Each stream and ordinal has its own sequence, so that
 * one dossier never depends on how many were drawn before it.
 */
import { HubError } from '../src/errors.js';

/** A sequence of draws. */
export interface Random {
  /** From 0 inclusive to 1 exclusive. */
  unit(): number;
  /** A whole number from 0 to `count - 1`. */
  below(count: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the list; throws BAD_INPUT when it is empty. */
  pick<T>(list: readonly T[]): T;
}

/** Makes the sequence of a stream (what is drawn) and an ordinal (for which one), after a seed. */
export function makeRandom(seed: number, stream: string, ordinal: number): Random {
  let state = mix(mix(seed ^ hashText(stream)) ^ Math.imul(ordinal + 1, 0x9e3779b1));
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return (mix(state) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(unit() * count);
  return {
    unit,
    below,
    chance: (probability) => unit() < probability,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined)
        throw new HubError('BAD_INPUT', 'expected a list to pick from, got an empty one');
      return picked;
    },
  };
}

/** Picks by weight from a list laid out once; see `makeWeighted`. */
export type PickWeighted<T> = (random: Random) => T;

/** Lays out a list for picking by weight (≥ 0); throws BAD_INPUT when no item weighs anything. */
export function makeWeighted<T>(list: readonly T[], weightOf: (item: T) => number): PickWeighted<T> {
  const bounds: number[] = [];
  let total = 0;
  for (const item of list) bounds.push((total += weightOf(item)));
  if (!(total > 0))
    throw new HubError('BAD_INPUT', `expected a weight above 0 in a list of ${list.length}, got none`);
  return (random) => {
    const drawn = random.unit() * total;
    let low = 0;
    let high = bounds.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((bounds[middle] ?? 0) <= drawn) low = middle + 1;
      else high = middle;
    }
    return list[low] as T;
  };
}

/** Finaliser of MurmurHash3: every bit of the input reaches every bit of the answer. */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
