/**
 * The Merkle log as it is kept: its leaves, one for each event, in batches as they were appended. A batch's `_id` is the index of
 * its first leaf, so of two sequencers at the same place only one gets on; with it lies all that is needed to append the next one.
 * The subtrees above are in log-nodes.ts. What a leaf is of is src/evidence's business.
 */
import { Schema, type Connection } from 'mongoose';
import { nodesCompletedBy, type Frontier, type LogNode, type NodePlace } from '../evidence/merkle.js';
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
  /** Its frontier as it stands, to append to. */
  findFrontier(): Promise<Frontier>;
  /**
   * Appends leaves in their order behind a frontier. An event must have none: who looked after having read the frontier can be sure,
   * since whatever is appended meanwhile takes the place.
   * @throws HubError CONFLICT where another sequencer was faster: nothing, or a beginning of them, is appended.
   */
  append(to: Frontier, leaves: readonly Omit<LogLeaf, 'index'>[]): Promise<void>;
  findLeaves(events: readonly string[]): Promise<LogLeaf[]>;
  /** Leaves from an index on, for audits. */
  findLeavesFrom(index: number, limit: number): Promise<LogLeaf[]>;
  /** Hashes of complete subtrees and leaves, in the order asked for. */
  readNodes(places: readonly NodePlace[]): Promise<string[]>;
}

interface BatchDocument {
  _id: number;
  events: string[];
  hashes: string[];
  /** Hashes of the frontier behind it. */
  edge: readonly string[];
}

/** Most leaves of a batch; a leaf lies in a batch that begins at most so many before it. */
const mostLeaves = 256;

/** Makes the log kept in one database. */
export function makeMerkleLog(connection: Connection): MerkleLog {
  const schema = new Schema<BatchDocument>(
    { _id: Number, events: [String], hashes: [String], edge: [String] },
    { collection: 'log_batches', versionKey: false },
  );
  schema.index({ events: 1 });
  const model = connection.model<BatchDocument>('log_batches', schema);
  const { collection: batches } = model;

  async function findFrontier(): Promise<Frontier> {
    const [last] = await batches.find<BatchDocument>({}).sort({ _id: -1 }).limit(1).toArray();
    return last === undefined
      ? { size: 0, hashes: [] }
      : { size: last._id + last.events.length, hashes: last.edge };
  }
  async function findLeavesFrom(index: number, limit: number): Promise<LogLeaf[]> {
    const found = await batches
      .find<BatchDocument>({ _id: { $gt: (index - mostLeaves) as never, $lt: (index + limit) as never } })
      .sort({ _id: 1 })
      .toArray();
    return found.flatMap(toLeaves).filter((leaf) => leaf.index >= index && leaf.index < index + limit);
  }
  const nodes = makeLogNodes(connection, findLeavesFrom);

  return {
    async init() {
      await model.createIndexes();
    },
    findFrontier,
    async findSize() {
      return (await findFrontier()).size;
    },
    async append(to, leaves) {
      const made = toBatches(to, leaves);
      try {
        await batches.insertMany(made.batches as never, { ordered: true });
      } catch (cause) {
        if (!isDuplicateKey(cause)) throw cause;
        throw new HubError('CONFLICT', 'another sequencer appended to the log; this one stops', { cause });
      }
      await nodes.save(made.nodes);
    },
    findLeaves: (events) =>
      inChunks(events, async (chunk) => {
        const found = await batches.find<BatchDocument>({ events: { $in: chunk } }).toArray();
        return found.flatMap(toLeaves).filter(({ event }) => chunk.includes(event));
      }),
    findLeavesFrom,
    readNodes: (places) => nodes.read(places),
  };
}

function toBatches(
  to: Frontier,
  leaves: readonly Omit<LogLeaf, 'index'>[],
): { batches: BatchDocument[]; nodes: LogNode[] } {
  const batches: BatchDocument[] = [];
  const nodes: LogNode[] = [];
  let frontier = to;
  for (let start = 0; start < leaves.length; start += mostLeaves) {
    const batch = leaves.slice(start, start + mostLeaves);
    const hashes = batch.map(({ hash }) => hash);
    const { size } = frontier;
    const completed = nodesCompletedBy(frontier, hashes);
    ({ frontier } = completed);
    nodes.push(...completed.nodes);
    batches.push({ _id: size, events: batch.map(({ event }) => event), hashes, edge: frontier.hashes });
  }
  return { batches, nodes };
}

function toLeaves({ _id, events, hashes }: BatchDocument): LogLeaf[] {
  return events.map((event, n) => ({ index: _id + n, event, hash: hashes[n] ?? '' }));
}
