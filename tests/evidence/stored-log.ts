/** A log kept as a store would keep it: every complete subtree once, and only such. */
import {
  nodesCompletedBy,
  rootOf,
  type Frontier,
  type LogNode,
  type NodeReader,
} from '../../src/evidence/merkle.js';
import { toPlaces } from '../../src/evidence/merkle-shape.js';

/** A log whose reader rejects for a subtree that is not complete. */
export function makeStoredLog(leafHashes: readonly string[]): NodeReader & { nodes: readonly LogNode[] } {
  const { nodes } = nodesCompletedBy({ size: 0, hashes: [] }, leafHashes);
  const byPlace = new Map(nodes.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  return {
    nodes,
    readNode: async (level, index) => {
      const hash = byPlace.get(`${level}/${index}`);
      if (hash === undefined) throw new Error(`there is no complete subtree ${level}/${index}`);
      return hash;
    },
  };
}

/** Frontier of the log when it had a size, from its subtrees. */
export async function frontierFrom(reader: NodeReader, size: number): Promise<Frontier> {
  const places = toPlaces({ begin: 0, end: size });
  return { size, hashes: await Promise.all(places.map(({ level, index }) => reader.readNode(level, index))) };
}

/** Root of the log when it had a size, from its subtrees. */
export async function rootFrom(reader: NodeReader, size: number): Promise<string> {
  return rootOf(await frontierFrom(reader, size));
}
