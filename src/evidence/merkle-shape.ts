/**
 * The shape of a Merkle log: which ranges of leaves a proof needs the hash of, and which complete subtrees make up a
 * range. Numbers only; a complete subtree never changes, so that it is hashed once and read ever after.
 */
import { HubError } from '../errors.js';

/** A complete subtree of 2^level leaves, the index-th of its level from the left. Level 0 are the leaves. */
export interface NodePlace {
  level: number;
  index: number;
}

/** Leaves `begin` (within) to `end` (beyond). */
export interface LeafRange {
  begin: number;
  end: number;
}

/** The complete subtrees that make up a range of the log, the largest first: at most one per level. */
export function toPlaces({ begin, end }: LeafRange): NodePlace[] {
  const places: NodePlace[] = [];
  for (let at = begin; at < end;) {
    const level = levelWithin(end - at);
    places.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return places;
}

/**
 * Ranges whose hashes prove that a leaf is in the log of a size, from the leaf up (PATH of RFC 6962 §2.1.1).
 * @throws HubError BAD_INPUT for a leaf outside.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  requireCount(size, 'size');
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new HubError('BAD_INPUT', `expected the index of a leaf below the size ${size}, got ${index}`);
  const ranges: LeafRange[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = toMiddle(begin, end);
    if (index < middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  return ranges.reverse();
}

/**
 * Ranges whose hashes prove that a log only grew between two sizes (SUBPROOF of RFC 6962 §2.1.2); none from size 0, or
 * between equal sizes.
 * @throws HubError BAD_INPUT for sizes that shrink.
 */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  requireCount(oldSize, 'old size');
  requireCount(newSize, 'new size');
  if (oldSize > newSize)
    throw new HubError('BAD_INPUT', `expected a log that grows, got the sizes ${oldSize} and ${newSize}`);
  const ranges: LeafRange[] = [];
  if (oldSize === 0) return ranges;
  let [begin, end] = [0, newSize];
  while (oldSize !== end) {
    const middle = toMiddle(begin, end);
    if (oldSize <= middle) {
      ranges.push({ begin: middle, end });
      end = middle;
    } else {
      ranges.push({ begin, end: middle });
      begin = middle;
    }
  }
  // The old root itself is known to who asks, when it is what is left.
  if (begin > 0) ranges.push({ begin, end });
  return ranges.reverse();
}

/** Level of the largest complete subtree that fits into so many leaves. */
function levelWithin(count: number): number {
  let level = 0;
  while (2 ** (level + 1) <= count) level++;
  return level;
}

/** Where RFC 6962 splits a range: behind the largest power of two that is smaller than it. */
function toMiddle(begin: number, end: number): number {
  return begin + 2 ** levelWithin(end - begin - 1);
}

function requireCount(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new HubError('BAD_INPUT', `expected a whole number of leaves as ${name}, got ${value}`);
}
