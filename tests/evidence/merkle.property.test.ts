/** Every leaf is provable at every size, every size consistent with every later one, and nothing else verifies. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  nodesCompletedBy,
  proveConsistency,
  proveConsistencyFrom,
  proveInclusion,
  proveInclusionFrom,
  rootOf,
  toLeafHash,
  toRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../src/evidence/merkle.js';
import { frontierFrom, makeStoredLog, rootFrom } from './stored-log.js';

const largest = 5000;
const leaves = Array.from({ length: largest }, (_, n) => toLeafHash(Buffer.from(String(n))));
const log = makeStoredLog(leaves);
const leafAt = (index: number): string => leaves[index] ?? '';

async function isIncluded(index: number, size: number): Promise<boolean> {
  const hashes = await proveInclusionFrom(log, index, size);
  return verifyInclusion({ leafHash: leafAt(index), index, size, hashes, root: await rootFrom(log, size) });
}

async function isConsistent(oldSize: number, newSize: number): Promise<boolean> {
  const [oldRoot, newRoot] = [await rootFrom(log, oldSize), await rootFrom(log, newSize)];
  const hashes = await proveConsistencyFrom(log, oldSize, newSize);
  return verifyConsistency({ oldSize, oldRoot, newSize, newRoot, hashes });
}

const sizes = fc.integer({ min: 1, max: largest });
const leafOfSize = sizes.chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));
const growing = fc.tuple(sizes, sizes).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** A list of hashes with one bit of one of them turned, one dropped, one added or two swapped. */
function spoil(hashes: readonly string[], n: number): string[] {
  const place = n % Math.max(hashes.length, 1);
  const hash = hashes[place] ?? '';
  const turned = (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
  const ways = [
    hashes.with(place, turned),
    hashes.toSpliced(place, 1),
    hashes.toSpliced(place, 0, leafAt(n % largest)),
    [...hashes, hash],
  ];
  return ways[n % ways.length] ?? [];
}

describe('inclusion', () => {
  test('holds for every leaf at every size up to 200', async () => {
    const failed: string[] = [];
    for (let size = 1; size <= 200; size++) {
      for (let index = 0; index < size; index++)
        if (!(await isIncluded(index, size))) failed.push(`${index} of ${size}`);
    }
    expect(failed).toEqual([]);
  });

  test('holds for random leaves at random sizes', async () => {
    await fc.assert(
      fc.asyncProperty(leafOfSize, async ([index, size]) => {
        expect(await isIncluded(index, size)).toBe(true);
      }),
    );
  });

  test('fails for another leaf, index, size, root or list of hashes', async () => {
    const smaller = sizes.filter((size) => size > 1 && size <= 300);
    await fc.assert(
      fc.asyncProperty(smaller, fc.nat(), fc.nat(), async (size, n, m) => {
        const index = n % size;
        const other = (index + 1 + (m % (size - 1))) % size;
        const [hashes, root] = [await proveInclusionFrom(log, index, size), await rootFrom(log, size)];
        const claim = { leafHash: leafAt(index), index, size, hashes, root };
        expect([
          verifyInclusion(claim),
          verifyInclusion({ ...claim, leafHash: leafAt(other) }),
          verifyInclusion({ ...claim, index: other }),
          verifyInclusion({ ...claim, index: size }),
          verifyInclusion({ ...claim, root: await rootFrom(log, size + 1) }),
          verifyInclusion({ ...claim, hashes: spoil(hashes, m) }),
        ]).toEqual([true, false, false, false, false, false]);
      }),
    );
  });
});

describe('consistency', () => {
  test('holds between all sizes up to 64', async () => {
    const failed: string[] = [];
    for (let newSize = 0; newSize <= 64; newSize++) {
      for (let oldSize = 0; oldSize <= newSize; oldSize++)
        if (!(await isConsistent(oldSize, newSize))) failed.push(`${oldSize} in ${newSize}`);
    }
    expect(failed).toEqual([]);
  });

  test('holds between random sizes up to 5,000', async () => {
    await fc.assert(
      fc.asyncProperty(growing, async ([oldSize, newSize]) => {
        expect(await isConsistent(oldSize, newSize)).toBe(true);
      }),
    );
  });

  test('fails where an old leaf was changed, and for another list of hashes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), async (newSize, n, m) => {
        const oldSize = 1 + (n % (newSize - 1));
        const rewritten = leaves.slice(0, newSize).with(m % oldSize, leafAt(largest - 1));
        const claim = {
          oldSize,
          oldRoot: await rootFrom(log, oldSize),
          newSize,
          newRoot: await rootFrom(log, newSize),
          hashes: await proveConsistencyFrom(log, oldSize, newSize),
        };
        const forged = proveConsistency(rewritten, oldSize, newSize);
        expect([
          verifyConsistency(claim),
          verifyConsistency({ ...claim, newRoot: toRoot(rewritten), hashes: forged }),
          verifyConsistency({ ...claim, hashes: spoil(claim.hashes, m) }),
          verifyConsistency({ ...claim, oldSize: newSize, newSize: oldSize }),
        ]).toEqual([true, false, false, false]);
      }),
    );
  });
});

describe('stored subtrees', () => {
  test('give the same proofs and roots as the whole array', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.nat(), async (size, n) => {
        const some = leaves.slice(0, size);
        expect(await proveInclusionFrom(log, n % size, size)).toEqual(proveInclusion(some, n % size, size));
        expect(await proveConsistencyFrom(log, n % size, size)).toEqual(
          proveConsistency(some, n % size, size),
        );
        expect(await rootFrom(log, size)).toBe(toRoot(some));
      }),
    );
  });

  test('are read in one round trip where the store can', async () => {
    const asked: number[] = [];
    const batching = {
      readNode: async () => Promise.reject(new Error('one by one')),
      readNodes: async (places: readonly { level: number; index: number }[]) => {
        asked.push(places.length);
        return Promise.all(places.map(({ level, index }) => log.readNode(level, index)));
      },
    };
    expect(await proveInclusionFrom(batching, 1234, 4999)).toEqual(await proveInclusionFrom(log, 1234, 4999));
    expect(asked).toHaveLength(1);
  });

  test('are the same however the leaves came in', async () => {
    const batches = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(batches, async (lengths) => {
        let frontier = await frontierFrom(log, 0);
        const nodes = [];
        for (const length of lengths) {
          const step = nodesCompletedBy(frontier, leaves.slice(frontier.size, frontier.size + length));
          nodes.push(...step.nodes);
          frontier = step.frontier;
          expect(frontier).toEqual(await frontierFrom(log, frontier.size));
          expect(rootOf(frontier)).toBe(await rootFrom(log, frontier.size));
        }
        expect(nodes).toEqual(makeStoredLog(leaves.slice(0, frontier.size)).nodes);
      }),
    );
  });
});
