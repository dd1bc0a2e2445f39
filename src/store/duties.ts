/** The book-keeping of duties that lie in views: whose turn it is, why the last one failed, when the next one comes. No event knows it, no receipt rests on it. */
import type { Connection } from 'mongoose';

/** The book-keeping. */
export interface Duties {
  /** Takes a duty that is due, until it is due again; false when somebody else took it, or nothing is to be done any more. */
  take(duty: { id: string; nextAt: Date | null }, nextAt: Date | null): Promise<boolean>;
  /** Notes that a try failed and why, and when the next is; null for none. */
  noteFailure(id: string, lastError: string, nextAt: Date | null): Promise<void>;
}

/** Makes it over a collection of views; `owed` is what a view looks like while its duty is not done. */
export function makeDuties(collection: ReturnType<Connection['collection']>, owed: object): Duties {
  return {
    async take(duty, nextAt) {
      const due = { _id: duty.id as never, ...owed, nextAt: duty.nextAt };
      const { matchedCount } = await collection.updateOne(due, { $set: { nextAt } });
      return matchedCount > 0;
    },
    async noteFailure(id, lastError, nextAt) {
      const failed = { $set: { lastError, nextAt }, $inc: { round: 1 } };
      await collection.updateOne({ _id: id as never, ...owed }, failed);
    },
  };
}
