/** What the items of each stream were made of when they were last read, and every change of it that was met. */
import { Schema, type Connection } from 'mongoose';

/** A field as it is kept; what shapes mean is src/sync/shape.ts's business. */
export interface KeptField {
  path: string;
  kinds: readonly string[];
  isAlways: boolean;
}

/** A change of a stream's shape. */
export interface KeptDrift {
  source: string;
  stream: string;
  kind: string;
  path: string;
  detail: string;
  /** The run and the page that met it first. */
  runId: string;
  pageHash: string;
  at: Date;
}

/** The shapes. */
export interface StreamShapes {
  /** The shape of a stream; null where it was never read. */
  find(source: string, stream: string): Promise<KeptField[] | null>;
  save(source: string, stream: string, fields: readonly KeptField[]): Promise<void>;
  noteDrifts(drifts: readonly KeptDrift[]): Promise<void>;
  /** Changes of a stream, the newest first. */
  findDrifts(source: string, stream: string, limit: number): Promise<KeptDrift[]>;
  /** How many were met, of every stream that has changed. */
  countDrifts(): Promise<DriftCount[]>;
}

/** How often a stream has changed in one way. */
export type DriftCount = Pick<KeptDrift, 'source' | 'stream' | 'kind'> & { count: number };

interface ShapeDocument {
  _id: string;
  fields: KeptField[];
}

/** Makes the shapes kept in one database. */
export function makeStreamShapes(connection: Connection): StreamShapes {
  const loose = { strict: false, versionKey: false, minimize: false } as const;
  const { collection: shapes } = connection.model<ShapeDocument>(
    'stream_shapes',
    new Schema<ShapeDocument>({ _id: String }, { ...loose, collection: 'stream_shapes' }),
  );
  const { collection: drifts } = connection.model(
    'stream_drifts',
    new Schema({ source: String, stream: String, at: Date }, { ...loose, collection: 'stream_drifts' }),
  );
  return {
    async find(source, stream) {
      const found = await shapes.findOne<ShapeDocument>({ _id: `${source}.${stream}` as never });
      return found?.fields ?? null;
    },
    async save(source, stream, fields) {
      const _id = `${source}.${stream}` as never;
      await shapes.updateOne({ _id }, { $set: { fields: [...fields] } }, { upsert: true });
    },
    async noteDrifts(given) {
      if (given.length > 0) await drifts.insertMany(given.map((drift) => ({ ...drift })));
    },
    async findDrifts(source, stream, limit) {
      const found = await drifts.find({ source, stream }).sort({ at: -1 }).limit(limit).toArray();
      return found.map(({ _id, ...drift }) => drift as unknown as KeptDrift);
    },
    async countDrifts() {
      const way = { source: '$source', stream: '$stream', kind: '$kind' };
      type Group = { _id: Omit<DriftCount, 'count'>; count: number };
      const groups = drifts.aggregate<Group>([{ $group: { _id: way, count: { $sum: 1 } } }]);
      return (await groups.toArray()).map(({ _id, count }) => ({ ..._id, count }));
    },
  };
}
