/** Which messages of a node's inbox are being worked on: fetched, not yet acknowledged. A lease that runs out is nobody's. */
import { Schema, type Connection } from 'mongoose';
import { isDuplicateKey } from './connection.js';

/** The leases. */
export interface Leases {
  /** Takes a message until a moment. @returns whether it was free */
  take(message: string, now: Date, until: Date): Promise<boolean>;
  /** Ends the lease of a message that was acknowledged. */
  end(message: string): Promise<void>;
}

interface LeaseDocument {
  _id: string;
  until: Date;
}

/** Makes the leases kept in one database. */
export function makeLeases(connection: Connection): Leases {
  const schema = new Schema<LeaseDocument>(
    { _id: String, until: Date },
    { collection: 'leases', versionKey: false },
  );
  const { collection: leases } = connection.model<LeaseDocument>('leases', schema);
  return {
    async take(message, now, until) {
      const { matchedCount } = await leases.updateOne(
        { _id: message as never, until: { $lte: now } },
        { $set: { until } },
      );
      if (matchedCount > 0) return true;
      try {
        await leases.insertOne({ _id: message as never, until });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
    async end(message) {
      await leases.deleteOne({ _id: message as never });
    },
  };
}
