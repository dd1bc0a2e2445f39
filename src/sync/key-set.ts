/**
 * A set of keys too many to hold as texts: 64 bits of a hash for each, eight megabytes for a million. Of a million keys two share
 * theirs once in many million sets; one that is gone would then be taken for being there.
 */
import { hash } from 'node:crypto';

/** The set; keys are added first, then asked for. */
export interface KeySet {
  add(key: string): void;
  has(key: string): boolean;
}

/** Makes an empty set. */
export function makeKeySet(): KeySet {
  let digests = new BigUint64Array(1_024);
  let size = 0;
  let isSorted = true;

  function sort(): void {
    if (isSorted) return;
    digests.subarray(0, size).sort();
    isSorted = true;
  }

  return {
    add(key) {
      if (size === digests.length) {
        const wider = new BigUint64Array(size * 2);
        wider.set(digests);
        digests = wider;
      }
      digests[size] = toDigest(key);
      size += 1;
      isSorted = false;
    },
    has(key) {
      sort();
      const wanted = toDigest(key);
      let [low, high] = [0, size];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((digests[middle] ?? 0n) < wanted) low = middle + 1;
        else high = middle;
      }
      return low < size && digests[low] === wanted;
    },
  };
}

function toDigest(key: string): bigint {
  return hash('sha256', key, 'buffer').readBigUInt64LE(0);
}
