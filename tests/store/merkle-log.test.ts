/** The Merkle log over the real store: the same proofs however its leaves came in, one sequencer at a place, nodes made again. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  proveConsistency,
  proveConsistencyFrom,
  proveInclusion,
  proveInclusionFrom,
  rootOf,
  toLeafHash,
  toRoot,
} from '../../src/evidence/merkle.js';
import { openConnection, type Connection } from '../../src/store/connection.js';
import { makeMerkleLog, type MerkleLog } from '../../src/store/merkle-log.js';
import { makeMongoUri } from '../services.js';

let connection: Connection;
let log: MerkleLog;

beforeEach(async () => {
  connection = await openConnection(makeMongoUri());
  log = makeMerkleLog(connection);
  await log.init();
});

afterEach(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const hashes = Array.from({ length: 1_400 }, (_, n) => toLeafHash(Buffer.from(String(n))));
const toLeaf = (n: number): { event: string; hash: string } => ({ event: `e${n}`, hash: hashes[n] ?? '' });

/** Appends so many leaves, and as many more, and so on. */
async function appendAll(lengths: readonly number[]): Promise<number> {
  for (const length of lengths) {
    const frontier = await log.findFrontier();
    const leaves = Array.from({ length }, (_, n) => toLeaf(frontier.size + n));
    if (length > 0) await log.append(frontier, leaves);
  }
  return log.findSize();
}

const reader = {
  readNodes: (places: Parameters<MerkleLog['readNodes']>[0]) => log.readNodes(places),
  readNode: () => Promise.reject(new Error('one by one')),
};

async function expectSame(size: number, index: number): Promise<void> {
  const whole = hashes.slice(0, size);
  expect(rootOf(await log.findFrontier())).toBe(toRoot(whole));
  expect(await proveInclusionFrom(reader, index, size)).toEqual(proveInclusion(whole, index, size));
  expect(await proveConsistencyFrom(reader, index + 1, size)).toEqual(
    proveConsistency(whole, index + 1, size),
  );
}

test('a log in batches of any length proves what one in a single array does', async () => {
  const size = await appendAll([1, 255, 3, 700, 1, 1, 40, 300]);
  await fc.assert(
    fc.asyncProperty(fc.nat(size - 1), (index) => expectSame(size, index)),
    { numRuns: 30 },
  );
  expect((await log.findLeavesFrom(250, 300)).map(({ index }) => index)).toEqual(
    Array.from({ length: 300 }, (_, n) => 250 + n),
  );
  const found = await log.findLeaves(['e0', 'e255', 'e256', 'e1300', 'unknown']);
  expect(found.map(({ event, index, hash }) => hash === hashes[index] && event === `e${index}`)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('of two sequencers at the same place only one gets on', async () => {
  await appendAll([5]);
  const stale = await log.findFrontier();
  await appendAll([3]);
  await expect(log.append(stale, [{ event: 'another', hash: hashes[9] ?? '' }])).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  expect(await log.findSize()).toBe(8);
});

test('subtrees a crash kept from being written are made again', async () => {
  const size = await appendAll([1_000]);
  await connection.collection('log_nodes').deleteMany({});
  await expectSame(size, 900);
  expect(await connection.collection('log_nodes').countDocuments({})).toBeGreaterThan(0);
});

test('a proof over leaves that are gone is refused, not made up', async () => {
  await appendAll([600]);
  await connection.collection('log_batches').deleteMany({ _id: { $gte: 256 as never } });
  await expect(log.readNodes([{ level: 8, index: 1 }])).resolves.toHaveLength(1);
  await expect(log.readNodes([{ level: 3, index: 40 }])).rejects.toMatchObject({ code: 'INTERNAL' });
});
