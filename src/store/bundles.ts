/** Which bundles of agencies without network were taken: the same one again is known, and another under its id is refused. */
import { Schema, type Connection } from 'mongoose';
import { isInserted } from './connection.js';

/** A bundle that was taken. */
export interface TakenBundle {
  sha256: string;
  takenAt: Date;
}

/** The bundles. */
export interface Bundles {
  /** Notes a bundle of a node. @returns null for a new one, else what was taken under its id before */
  take(id: { node: string; bundle: string }, taken: TakenBundle): Promise<TakenBundle | null>;
}

interface BundleDocument extends TakenBundle {
  _id: string;
}

/** Makes the bundles kept in one database. */
export function makeBundles(connection: Connection): Bundles {
  const schema = new Schema<BundleDocument>(
    { _id: String, sha256: String, takenAt: Date },
    { collection: 'bundles', versionKey: false },
  );
  const { collection: bundles } = connection.model<BundleDocument>('bundles', schema);
  return {
    async take({ node, bundle }, taken) {
      const _id = `${node} ${bundle}` as never;
      if (await isInserted(bundles.insertOne({ _id, ...taken }))) return null;
      const known = await bundles.findOne<BundleDocument>({ _id });
      return known === null ? null : { sha256: known.sha256, takenAt: known.takenAt };
    },
  };
}
