/** A log kept as a store would keep it: every complete subtree once, and only such. */
import { nodesCompletedBy, type LogNode, type NodeReader } from '../../src/evidence/merkle.js';

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
