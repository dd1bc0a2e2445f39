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
  return climb({ at: index, last: size - 1, hash: leafHash }, hashes)?.whole === root;
}

/** Whether the log of the new root begins with the log of the old one. */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, oldRoot, newSize, newRoot, hashes } = claim;
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize || !hashes.every(isHash)) return false;
  if (oldSize === newSize) return hashes.length === 0 && oldRoot === newRoot;
  if (oldSize === 0) return hashes.length === 0 && oldRoot === emptyRoot;
  // A log whose size is a power of two is one subtree: its root is the first hash and is left out.
  const [hash, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...hashes] : hashes;
  if (hash === undefined) return false;
  let [at, last] = [oldSize - 1, newSize - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const roots = climb({ at, last, hash }, rest);
  return roots?.left === oldRoot && roots.whole === newRoot;
}

/** A node on the way up: its index among those of its level, and that of the last one there. */
interface Step {
  at: number;
  last: number;
  hash: string;
}

/**
 * Climbs from a node to the root: `whole` is the root over all siblings, `left` the one over those to its left alone, which
 * is the log as it ended with this node. Null where the siblings are too many or too few.
 */
function climb(
  { at, last, hash }: Step,
  siblings: readonly string[],
): { whole: string; left: string } | null {
  let [whole, left] = [hash, hash];
  for (const sibling of siblings) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      [whole, left] = [toNodeHash(sibling, whole), toNodeHash(sibling, left)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      whole = toNodeHash(whole, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? { whole, left } : null;
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
