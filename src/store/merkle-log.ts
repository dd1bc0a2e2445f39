/**
 * The Merkle log as it is kept: its leaves by index, one for each event, and the subtrees above them (log-nodes.ts). A
 * leaf's index is its `_id`, so of two sequencers at the same place only one gets on. What a leaf is of is src/evidence's
 * business.
 */
import { Schema, type Connection } from 'mongoose';
import type { LogNode, NodePlace } from '../evidence/merkle.js';
import { HubError } from '../errors.js';
import { isDuplicateKey } from './connection.js';
import { inChunks } from './in-chunks.js';
import { makeLogNodes } from './log-nodes.js';

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
  saveNodes(nodes: readonly LogNode[]): Promise<void>;
  /** Hashes of complete subtrees and leaves, in the order asked for. */
  readNodes(places: readonly NodePlace[]): Promise<string[]>;
}

interface LeafDocument {
  _id: number;
  event: string;
  hash: string;
}

/** Makes the log kept in one database. */
export function makeMerkleLog(connection: Connection): MerkleLog {
  const schema = new Schema<LeafDocument>(
    { _id: Number, event: String, hash: String },
    { collection: 'log_leaves', versionKey: false },
  );
  schema.index({ event: 1 }, { unique: true });
  const model = connection.model<LeafDocument>('log_leaves', schema);
  const { collection: leaves } = model;
  const nodes = makeLogNodes(connection, leaves);
  return {
    async init() {
      await model.createIndexes();
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
      const found = await inChunks(events, (chunk) =>
        leaves.find<LeafDocument>({ event: { $in: chunk } }).toArray(),
      );
      return found.map(toLeaf);
    },
    async findLeavesFrom(index, limit) {
      const found = await leaves
        .find<LeafDocument>({ _id: { $gte: index as never, $lt: (index + limit) as never } })
        .sort({ _id: 1 })
        .toArray();
      return found.map(toLeaf);
    },
    saveNodes: (given) => nodes.save(given),
    readNodes: (places) => nodes.read(places),
  };
}

function toLeaf({ _id, event, hash }: LeafDocument): LogLeaf {
  return { index: _id, event, hash };
}
