/**
 * The Merkle log as it is kept: its leaves by index, one for each event, and every complete subtree above them. A leaf's
 * index is its `_id`, so of two sequencers at the same place only one gets on. What a leaf is of is src/evidence's business.
 */
import { Schema, type Connection } from 'mongoose';
import type { LogNode, NodePlace } from '../evidence/merkle.js';
import { toNodeHash } from '../evidence/merkle-hash.js';
import { HubError } from '../errors.js';
import { isDuplicateKey } from './connection.js';

/** A leaf: the event it is of and its hash. */
export interface LogLeaf {
  index: number;
  event: string;
  hash: string;
}

/** The log. */
export interface MerkleLog {
  init(): Promise<void>;
  /** How many leaves it has. */
  findSize(): Promise<number>;
  /**
   * Appends leaves, in order and without gap.
   * @throws HubError CONFLICT where another sequencer was faster: nothing, or a beginning of them, is appended.
   */
  append(leaves: readonly LogLeaf[]): Promise<void>;
  findLeaves(events: readonly string[]): Promise<LogLeaf[]>;
  /** Leaves from an index on, for audits. */
  findLeavesFrom(index: number, limit: number): Promise<LogLeaf[]>;
  /** Writes complete subtrees; those that are there stay as they are. */
  saveNodes(nodes: readonly LogNode[]): Promise<void>;
  /** Hashes of complete subtrees, in the order asked for; one a crash kept from being written is made from its parts. */
  readNodes(places: readonly NodePlace[]): Promise<string[]>;
}

interface LeafDocument {
  _id: number;
  event: string;
  hash: string;
}

/** Makes the log kept in one database. */
export function makeMerkleLog(connection: Connection): MerkleLog {
  const leafSchema = new Schema<LeafDocument>(
    { _id: Number, event: String, hash: String },
    { collection: 'log_leaves', versionKey: false },
  );
  leafSchema.index({ event: 1 }, { unique: true });
  const leafModel = connection.model<LeafDocument>('log_leaves', leafSchema);
  const nodeSchema = new Schema<{ _id: string; hash: string }>(
    { _id: String, hash: String },
    { collection: 'log_nodes', versionKey: false },
  );
  const { collection: leaves } = leafModel;
  const { collection: nodes } = connection.model<{ _id: string; hash: string }>('log_nodes', nodeSchema);

  async function findHashes(places: readonly NodePlace[]): Promise<Map<string, string>> {
    const indexes = places.filter(({ level }) => level === 0).map(({ index }) => index);
    const ids = places.filter(({ level }) => level > 0).map(toNodeId);
    const [foundLeaves, foundNodes] = await Promise.all([
      indexes.length === 0 ? [] : leaves.find<LeafDocument>({ _id: { $in: indexes as never } }).toArray(),
      ids.length === 0
        ? []
        : nodes.find<{ _id: string; hash: string }>({ _id: { $in: ids as never } }).toArray(),
    ]);
    return new Map([
      ...foundLeaves.map(({ _id, hash }) => [toNodeId({ level: 0, index: _id }), hash] as const),
      ...foundNodes.map(({ _id, hash }) => [_id, hash] as const),
    ]);
  }

  async function readNodes(places: readonly NodePlace[]): Promise<string[]> {
    const found = await findHashes(places);
    return Promise.all(places.map((place) => found.get(toNodeId(place)) ?? makeNode(place)));
  }

  /** A crash between leaves and nodes left it out: its parts are there. */
  async function makeNode({ level, index }: NodePlace): Promise<string> {
    if (level === 0) throw new HubError('INTERNAL', `the log has no leaf ${index}; it ends before`);
    const below = level - 1;
    const [left = '', right = ''] = await readNodes([
      { level: below, index: 2 * index },
      { level: below, index: 2 * index + 1 },
    ]);
    const hash = toNodeHash(left, right);
    await saveNodes([{ level, index, hash }]);
    return hash;
  }

  async function saveNodes(given: readonly LogNode[]): Promise<void> {
    const documents = given
      .filter(({ level }) => level > 0)
      .map((node) => ({ _id: toNodeId(node), hash: node.hash }));
    if (documents.length === 0) return;
    await nodes.insertMany(documents as never, { ordered: false }).catch((error: unknown) => {
      // A complete subtree never changes: one that is there already is the same.
      if (!isDuplicateKey(error)) throw error;
    });
  }

  return {
    async init() {
      await leafModel.createIndexes();
    },
    async findSize() {
      const [last] = await leaves
        .find<LeafDocument>({}, { projection: { _id: 1 } })
        .sort({ _id: -1 })
        .limit(1)
        .toArray();
      return last === undefined ? 0 : last._id + 1;
    },
    async append(given) {
      try {
        const documents = given.map(({ index, ...leaf }) => ({ _id: index, ...leaf }));
        await leaves.insertMany(documents as never, { ordered: true });
      } catch (cause) {
        if (!isDuplicateKey(cause)) throw cause;
        throw new HubError('CONFLICT', 'another sequencer appended to the log; this one stops', { cause });
      }
    },
    async findLeaves(events) {
      const found = await leaves.find<LeafDocument>({ event: { $in: [...events] } }).toArray();
      return found.map(toLeaf);
    },
    async findLeavesFrom(index, limit) {
      const found = await leaves
        .find<LeafDocument>({ _id: { $gte: index as never, $lt: (index + limit) as never } })
        .sort({ _id: 1 })
        .toArray();
      return found.map(toLeaf);
    },
    saveNodes,
    readNodes,
  };
}

function toNodeId({ level, index }: NodePlace): string {
  return `${level}.${index}`;
}

function toLeaf({ _id, event, hash }: LeafDocument): LogLeaf {
  return { index: _id, event, hash };
}
