/** The two hashes of a Merkle log (RFC 6962 §2.1): a prefix keeps a leaf from ever passing for a node. Hexadecimal at the edge. */
import { sha256Hex } from './canonical.js';

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

/** Root of the log without leaves: SHA-256 of nothing. */
export const emptyRoot = sha256Hex(Buffer.alloc(0));

/** Hash of a leaf over its data. */
export function toLeafHash(data: Buffer): string {
  return sha256Hex(Buffer.concat([leafPrefix, data]));
}

/** Hash of the node over two hashes. */
export function toNodeHash(left: string, right: string): string {
  return sha256Hex(Buffer.concat([nodePrefix, Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]));
}

/** Hash over complete subtrees side by side, the largest first: how RFC 6962 joins those of an incomplete one. */
export function joinSubtrees(hashes: readonly string[]): string {
  if (hashes.length === 0) return emptyRoot;
  return hashes.reduceRight((right, left) => toNodeHash(left, right));
}
