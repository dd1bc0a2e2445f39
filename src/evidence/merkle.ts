/**
 * The Merkle log (RFC 6962 §2.1): proofs from stored subtrees at O(log n) reads, and the subtrees new leaves complete, with
 * the root behind them. Nothing is kept here; where nodes lie is the reader's business. The forms over an array of leaf hashes do the
 * same by hashing all of them.
 */
import { HubError } from '../errors.js';
import { joinSubtrees, toNodeHash } from './merkle-hash.js';
import {
  consistencyRanges,
  inclusionRanges,
  toPlaces,
  type LeafRange,
  type NodePlace,
} from './merkle-shape.js';

export { emptyRoot, toLeafHash } from './merkle-hash.js';
export type { NodePlace } from './merkle-shape.js';
export { verifyConsistency, verifyInclusion } from './merkle-verify.js';

/** A complete subtree with its hash. */
export interface LogNode extends NodePlace {
  hash: string;
}

/** Where complete subtrees are read from; each rejects for one that is not there. */
export interface NodeReader {
  readNode(level: number, index: number): Promise<string>;
  /** All of one proof in one round trip and in the order asked for, where the store can; else they are read singly. */
  readNodes?(places: readonly NodePlace[]): Promise<string[]>;
}

/** All that is needed to append: the complete subtrees a log of a size consists of, the largest first. */
export interface Frontier {
  size: number;
  hashes: readonly string[];
}

/** Root of the log a frontier is of. */
export function rootOf({ hashes }: Frontier): string {
  return joinSubtrees(hashes);
}

/**
 * The complete subtrees that come to be when leaves are appended, the leaves themselves (level 0) among them, in an order
 * in which each follows its parts; and the frontier to go on from.
 */
export function nodesCompletedBy(
  { size, hashes }: Frontier,
  leafHashes: readonly string[],
): { nodes: LogNode[]; frontier: Frontier } {
  const places = toPlaces({ begin: 0, end: size });
  if (places.length !== hashes.length)
    throw new HubError(
      'INTERNAL',
      `expected ${places.length} hashes for ${size} leaves, got ${hashes.length}`,
    );
  const edge = [...hashes];
  const nodes: LogNode[] = [];
  for (const [n, leafHash] of leafHashes.entries()) {
    let node: LogNode = { level: 0, index: size + n, hash: leafHash };
    nodes.push(node);
    // An odd one completes the pair with its left neighbour, which is the last on the edge.
    while (node.index % 2 === 1) {
      const hash = toNodeHash(edge.pop() ?? '', node.hash);
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash };
      nodes.push(node);
    }
    edge.push(node.hash);
  }
  return { nodes, frontier: { size: size + leafHashes.length, hashes: edge } };
}

/**
 * Hashes that prove a leaf to be in the log of a size.
 * @throws HubError BAD_INPUT for an index outside.
 */
export async function proveInclusionFrom(reader: NodeReader, index: number, size: number): Promise<string[]> {
  return readRanges(reader, inclusionRanges(index, size));
}

/**
 * Hashes that prove that the log of the new size begins with the log of the old one.
 * @throws HubError BAD_INPUT for sizes that shrink.
 */
export async function proveConsistencyFrom(
  reader: NodeReader,
  oldSize: number,
  newSize: number,
): Promise<string[]> {
  return readRanges(reader, consistencyRanges(oldSize, newSize));
}

/** Root over leaf hashes. */
export function toRoot(leafHashes: readonly string[]): string {
  return hashRange(leafHashes, { begin: 0, end: leafHashes.length });
}

/** `proveInclusionFrom` over an array of at least `size` leaf hashes. */
export function proveInclusion(leafHashes: readonly string[], index: number, size: number): string[] {
  return inclusionRanges(index, size).map((range) => hashRange(leafHashes, range));
}

/** `proveConsistencyFrom` over an array of at least `newSize` leaf hashes. */
export function proveConsistency(leafHashes: readonly string[], oldSize: number, newSize: number): string[] {
  return consistencyRanges(oldSize, newSize).map((range) => hashRange(leafHashes, range));
}

async function readRanges(reader: NodeReader, ranges: readonly LeafRange[]): Promise<string[]> {
  const places = ranges.map(toPlaces);
  const read = await readPlaces(reader, places.flat());
  return places.map(({ length }) => joinSubtrees(read.splice(0, length)));
}

async function readPlaces(reader: NodeReader, places: readonly NodePlace[]): Promise<string[]> {
  if (reader.readNodes !== undefined) return [...(await reader.readNodes(places))];
  return Promise.all(places.map(({ level, index }) => reader.readNode(level, index)));
}

function hashRange(leafHashes: readonly string[], { begin, end }: LeafRange): string {
  if (end > leafHashes.length)
    throw new HubError('BAD_INPUT', `expected at least ${end} leaf hashes, got ${leafHashes.length}`);
  const { frontier } = nodesCompletedBy({ size: 0, hashes: [] }, leafHashes.slice(begin, end));
  return rootOf(frontier);
}
