/** The complete subtrees above the leaves of the Merkle log. They never change: each is written once and read ever after. */
import { Schema, type Collection, type Connection } from 'mongoose';
import type { LogNode, NodePlace } from '../evidence/merkle.js';
import { toNodeHash } from '../evidence/merkle-hash.js';
import { HubError } from '../errors.js';
import { isDuplicateKey } from './connection.js';
import { inChunks } from './in-chunks.js';

/** The nodes, leaves among them for reading. */
export interface LogNodes {
  /** Writes subtrees; those that are there stay as they are. Leaves are not written here. */
  save(nodes: readonly LogNode[]): Promise<void>;
  /** Hashes in the order asked for; a subtree that a crash kept from being written is made from its parts. */
  read(places: readonly NodePlace[]): Promise<string[]>;
}

interface NodeDocument {
  _id: string;
  hash: string;
}

/** Makes the nodes kept in one database, over the collection of the leaves. */
export function makeLogNodes(connection: Connection, leaves: Collection): LogNodes {
  const schema = new Schema<NodeDocument>(
    { _id: String, hash: String },
    { collection: 'log_nodes', versionKey: false },
  );
  const { collection: nodes } = connection.model<NodeDocument>('log_nodes', schema);

  async function save(given: readonly LogNode[]): Promise<void> {
    const documents = given
      .filter(({ level }) => level > 0)
      .map((node) => ({ _id: toNodeId(node), hash: node.hash }));
    if (documents.length === 0) return;
    await nodes.insertMany(documents as never, { ordered: false }).catch((error: unknown) => {
      // A subtree that is there already is the same.
      if (!isDuplicateKey(error)) throw error;
    });
  }

  async function read(places: readonly NodePlace[]): Promise<string[]> {
    const found = await findHashes({ leaves, nodes }, places);
    return Promise.all(places.map(async (place) => found.get(toNodeId(place)) ?? make(place)));
  }

  async function make({ level, index }: NodePlace): Promise<string> {
    if (level === 0) throw new HubError('INTERNAL', `the log has no leaf ${index}; it ends before`);
    const below = level - 1;
    const [left = '', right = ''] = await read([
      { level: below, index: 2 * index },
      { level: below, index: 2 * index + 1 },
    ]);
    const hash = toNodeHash(left, right);
    await save([{ level, index, hash }]);
    return hash;
  }

  return { save, read };
}

async function findHashes(
  { leaves, nodes }: { leaves: Collection; nodes: Collection },
  places: readonly NodePlace[],
): Promise<Map<string, string>> {
  const indexes = places.filter(({ level }) => level === 0).map(({ index }) => index);
  const ids = places.filter(({ level }) => level > 0).map(toNodeId);
  const [foundLeaves, foundNodes] = await Promise.all([
    inChunks(indexes, (chunk) => leaves.find({ _id: { $in: chunk as never } }).toArray()),
    inChunks(ids, (chunk) => nodes.find({ _id: { $in: chunk as never } }).toArray()),
  ]);
  return new Map([
    ...foundLeaves.map(({ _id, ...leaf }) => [`0.${String(_id)}`, String(leaf['hash'])] as const),
    ...foundNodes.map(({ _id, ...node }) => [String(_id), String(node['hash'])] as const),
  ]);
}

function toNodeId({ level, index }: NodePlace): string {
  return `${level}.${index}`;
}
