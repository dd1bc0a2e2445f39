/** The signed checkpoints of the Merkle log, by its size at the time: one a size, never changed. */
import { Schema, type Connection } from 'mongoose';
import type { Checkpoint } from '../evidence/checkpoint.js';
import { isDuplicateKey } from './connection.js';

/** The checkpoints. */
export interface Checkpoints {
  /** Keeps one; the first of a size stays. */
  insert(checkpoint: Checkpoint): Promise<void>;
  findLatest(): Promise<Checkpoint | null>;
  /** Those of at least a size, the smallest first. */
  findFrom(size: number, limit: number): Promise<Checkpoint[]>;
}

type CheckpointDocument = Omit<Checkpoint, 'size'> & { _id: number };

/** Makes the checkpoints kept in one database. */
export function makeCheckpoints(connection: Connection): Checkpoints {
  const schema = new Schema<CheckpointDocument>(
    { _id: Number, root: String, at: String, jws: String },
    { collection: 'checkpoints', versionKey: false },
  );
  const { collection: checkpoints } = connection.model<CheckpointDocument>('checkpoints', schema);
  return {
    async insert({ size, ...rest }) {
      try {
        await checkpoints.insertOne({ _id: size as never, ...rest });
      } catch (error) {
        // Another process signed the same size; its root is the same, and one signature is enough.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async findLatest() {
      const [latest] = await checkpoints.find<CheckpointDocument>({}).sort({ _id: -1 }).limit(1).toArray();
      return latest === undefined ? null : toCheckpoint(latest);
    },
    async findFrom(size, limit) {
      const found = await checkpoints
        .find<CheckpointDocument>({ _id: { $gte: size as never } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(toCheckpoint);
    },
  };
}

function toCheckpoint({ _id, root, at, jws }: CheckpointDocument): Checkpoint {
  return { size: _id, root, at, jws };
}
