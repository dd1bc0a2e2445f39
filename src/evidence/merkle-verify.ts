/**
 * Verifying what a Merkle log proves, with nothing but hashes at hand: the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2,
 * which give the same answers for the trees of RFC 6962. A proof of the wrong length or shape is false, never an error.
 */
import { isHash } from './canonical.js';
import { emptyRoot, toNodeHash } from './merkle-hash.js';

/** A proof that a leaf is in the log. */
export interface InclusionClaim {
  leafHash: string;
  index: number;
  size: number;
  hashes: readonly string[];
  root: string;
}

/** A proof that a log of `newSize` begins with the log of `oldSize`. */
export interface ConsistencyClaim {
  oldSize: number;
  oldRoot: string;
  newSize: number;
  newRoot: string;
  hashes: readonly string[];
}

/** Whether the leaf is in the log under the root. */
export function verifyInclusion({ leafHash, index, size, hashes, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !hashes.every(isHash)) return false;
  let [at, last] = [index, size - 1];
  let hash = leafHash;
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = toNodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      hash = toNodeHash(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash === root;
}

/** Whether the log of the new root begins with the log of the old one. */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, oldRoot, newSize, newRoot, hashes } = claim;
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize || !hashes.every(isHash)) return false;
  if (oldSize === newSize) return hashes.length === 0 && oldRoot === newRoot;
  if (oldSize === 0) return hashes.length === 0 && oldRoot === emptyRoot;
  // A log whose size is a power of two is one subtree: its root is the first hash and is left out.
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...hashes] : hashes;
  const [first, ...rest] = path;
  return first !== undefined && climb(claim, first, rest);
}

/** Climbs both trees at once from the node they share; the old one stops growing where the new one goes on to its right. */
function climb(
  { oldSize, oldRoot, newSize, newRoot }: ConsistencyClaim,
  first: string,
  rest: readonly string[],
): boolean {
  let [at, last] = [oldSize - 1, newSize - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let [old, grown] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [old, grown] = [toNodeHash(sibling, old), toNodeHash(sibling, grown)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      grown = toNodeHash(grown, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && old === oldRoot && grown === newRoot;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
