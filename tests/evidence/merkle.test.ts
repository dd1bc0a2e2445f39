/** The log against values known elsewhere, and at its edges. */
import { describe, expect, test } from '@jest/globals';
import {
  emptyRoot,
  nodesCompletedBy,
  proveConsistency,
  proveConsistencyFrom,
  proveInclusion,
  proveInclusionFrom,
  toLeafHash,
  toRoot,
  verifyConsistency,
  verifyInclusion,
} from '../../src/evidence/merkle.js';
import { frontierFrom, makeStoredLog, rootFrom } from './stored-log.js';
import { toRefusal } from './refusal.js';

/** The eight entries every implementation of RFC 6962 is tried with, and the roots over the first n of them. */
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = entries.map((hex) => toLeafHash(Buffer.from(hex, 'hex')));

describe('known values', () => {
  test.each(roots.map((root, size) => ({ size, root })))('root over $size leaves', async ({ size, root }) => {
    expect(toRoot(leaves.slice(0, size))).toBe(root);
    expect(await rootFrom(makeStoredLog(leaves), size)).toBe(root);
  });

  test('the proofs RFC 6962 §2.1.3 draws for seven leaves', () => {
    const leaf = (n: number): string => leaves[n] ?? '';
    const over = (begin: number, end: number): string => toRoot(leaves.slice(begin, end));
    expect(proveInclusion(leaves, 0, 7)).toEqual([leaf(1), over(2, 4), over(4, 7)]);
    expect(proveInclusion(leaves, 3, 7)).toEqual([leaf(2), over(0, 2), over(4, 7)]);
    expect(proveInclusion(leaves, 4, 7)).toEqual([leaf(5), leaf(6), over(0, 4)]);
    expect(proveInclusion(leaves, 6, 7)).toEqual([over(4, 6), over(0, 4)]);
    expect(proveConsistency(leaves, 3, 7)).toEqual([leaf(2), leaf(3), over(0, 2), over(4, 7)]);
    expect(proveConsistency(leaves, 4, 7)).toEqual([over(4, 7)]);
    expect(proveConsistency(leaves, 6, 7)).toEqual([over(4, 6), leaf(6), over(0, 4)]);
  });
});

describe('edges', () => {
  test('a log of one leaf is that leaf, proven by nothing', () => {
    expect(proveInclusion(leaves, 0, 1)).toEqual([]);
    const claim = { leafHash: leaves[0] ?? '', index: 0, size: 1, hashes: [], root: roots[1] ?? '' };
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, hashes: [leaves[1] ?? ''] })).toBe(false);
  });

  test('every log contains the empty one, and itself', () => {
    const sizes = { newSize: 7, newRoot: roots[7] ?? '', hashes: [] };
    expect(verifyConsistency({ ...sizes, oldSize: 0, oldRoot: emptyRoot })).toBe(true);
    expect(verifyConsistency({ ...sizes, oldSize: 0, oldRoot: roots[1] ?? '' })).toBe(false);
    expect(verifyConsistency({ ...sizes, oldSize: 7, oldRoot: roots[7] ?? '' })).toBe(true);
    expect(verifyConsistency({ ...sizes, oldSize: 7, oldRoot: roots[6] ?? '' })).toBe(false);
  });

  test.each([
    ['an index at the size', () => proveInclusion(leaves, 8, 8), 'BAD_INPUT'],
    ['a negative index', () => proveInclusion(leaves, -1, 8), 'BAD_INPUT'],
    ['half an index', () => proveInclusion(leaves, 0.5, 8), 'BAD_INPUT'],
    ['any index in the empty log', () => proveInclusion([], 0, 0), 'BAD_INPUT'],
    ['a size beyond the leaves', () => proveInclusion(leaves, 0, 9), 'BAD_INPUT'],
    ['a log that shrinks', () => proveConsistency(leaves, 5, 4), 'BAD_INPUT'],
    ['a frontier of another size', () => nodesCompletedBy({ size: 3, hashes: [] }, leaves), 'INTERNAL'],
  ])('%s is refused', (_, call, code) => {
    expect(toRefusal(call)).toContain(code);
  });

  test('what is no hash is never taken for one', () => {
    const [leafHash = '', sibling = ''] = leaves;
    const claim = { leafHash, index: 0, size: 2, root: roots[2] ?? '' };
    expect(verifyInclusion({ ...claim, hashes: [sibling] })).toBe(true);
    for (const other of [sibling.toUpperCase(), `${sibling}zz`, `${sibling}\n`, ''])
      expect(verifyInclusion({ ...claim, hashes: [other] })).toBe(false);
  });

  test('proofs of a log with a million leaves read a few dozen nodes at most', async () => {
    const places: string[] = [];
    // Any hash will do: what is counted is the reads.
    const reader = {
      readNode: async (level: number, index: number) => {
        places.push(`${level}/${index}`);
        return emptyRoot;
      },
    };
    const reads = async (ask: () => Promise<unknown>): Promise<number> => {
      places.length = 0;
      await ask();
      return places.length;
    };
    expect(await reads(() => frontierFrom(reader, 1_048_575))).toBe(20);
    expect(await reads(() => proveInclusionFrom(reader, 123_456, 1_048_575))).toBeLessThanOrEqual(40);
    expect(await reads(() => proveConsistencyFrom(reader, 654_321, 1_048_575))).toBeLessThanOrEqual(60);
  });
});
