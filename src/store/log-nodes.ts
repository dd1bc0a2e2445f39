/**
 * The complete subtrees above the leaves of the Merkle log. Of every eight levels one is kept, a node for 256 of the kept level
 * below; those between are made from it when they are asked for. A subtree never changes: it is written once.
 */
import { Schema, type Connection } from 'mongoose';
import { toRoot, type LogNode, type NodePlace } from '../evidence/merkle.js';
import { HubError } from '../errors.js';
import { insertEach } from './group.js';

/** The nodes, leaves among them for reading. */
export interface LogNodes {
  /** Keeps those of the given subtrees that are of a kept level; those that are there stay as they are. */
  save(nodes: readonly LogNode[]): Promise<void>;
  /** Hashes in the order asked for; a kept subtree that a crash kept from being written is made from its parts. */
  read(places: readonly NodePlace[]): Promise<string[]>;
}

/** Leaves from an index on. */
export type FindLeaves = (index: number, limit: number) => Promise<readonly { hash: string }[]>;

interface NodeDocument {
  _id: string;
  hash: string;
}

/** Levels from one kept level to the next, and nodes of the lower one under a node of the upper. */
const keptEvery = 8;
const width = 2 ** keptEvery;

/** Makes the nodes kept in one database, over the leaves. */
export function makeLogNodes(connection: Connection, findLeaves: FindLeaves): LogNodes {
  const schema = new Schema<NodeDocument>(
    { _id: String, hash: String },
    { collection: 'log_nodes', versionKey: false },
  );
  const { collection: nodes } = connection.model<NodeDocument>('log_nodes', schema);

  async function save(given: readonly LogNode[]): Promise<void> {
    const kept = given.filter(({ level }) => level > 0 && level % keptEvery === 0);
    await insertEach(
      nodes,
      kept.map((node) => ({ _id: toNodeId(node), hash: node.hash })),
    );
  }

  /** Hashes of `count` neighbours of a kept level. */
  async function readKept({ level, index }: NodePlace, count: number): Promise<string[]> {
    if (level === 0) return (await findLeaves(index, count)).map(({ hash }) => hash);
    const [from, to] = [toNodeId({ level, index }), toNodeId({ level, index: index + count - 1 })];
    const found = await nodes.find({ _id: { $gte: from as never, $lte: to as never } }).toArray();
    const known = new Map(found.map(({ _id, ...node }) => [String(_id), String(node['hash'])]));
    const places = Array.from({ length: count }, (_, n) => ({ level, index: index + n }));
    return Promise.all(places.map(async (place) => known.get(toNodeId(place)) ?? make(place)));
  }

  async function make({ level, index }: NodePlace): Promise<string> {
    const below = { level: level - keptEvery, index: index * width };
    const hash = await readRoot(below, width);
    await save([{ level, index, hash }]);
    return hash;
  }

  async function readRoot(first: NodePlace, count: number): Promise<string> {
    const hashes = await readKept(first, count);
    if (hashes.length < count)
      throw new HubError(
        'INTERNAL',
        `the log ends before leaf ${(first.index + count) * 2 ** first.level - 1}`,
      );
    return toRoot(hashes);
  }

  return {
    save,
    read: (places) =>
      Promise.all(
        places.map(({ level, index }) => {
          const above = level % keptEvery;
          return readRoot({ level: level - above, index: index * 2 ** above }, 2 ** above);
        }),
      ),
  };
}

/** Padded, so that the nodes of a level lie in their order. */
function toNodeId({ level, index }: NodePlace): string {
  return `${level}.${String(index).padStart(15, '0')}`;
}
