/** The book-keeping of duties that lie in views: whose turn it is, why the last one failed, when the next one comes. No event knows it, no receipt rests on it. */
import type { Connection } from 'mongoose';

/** A turn of a duty that failed. */
export interface FailedTurn {
  lastError: string;
  /** How many turns have failed by now. */
  round: number;
  /** When the next one is; null for none. */
  nextAt: Date | null;
}

/** The book-keeping. */
export interface Duties {
  /** Takes a duty that is due, until it is due again; false when somebody else took it, or nothing is to be done any more. */
  take(duty: { id: string; nextAt: Date | null }, nextAt: Date | null): Promise<boolean>;
  noteFailure(id: string, failed: FailedTurn): Promise<void>;
}

/** Makes it over a collection of views; `owed` is what a view looks like while its duty is not done. */
export function makeDuties(collection: ReturnType<Connection['collection']>, owed: object): Duties {
  return {
    async take(duty, nextAt) {
      const due = { _id: duty.id as never, ...owed, nextAt: duty.nextAt };
      const { matchedCount } = await collection.updateOne(due, { $set: { nextAt } });
      return matchedCount > 0;
    },
    async noteFailure(id, failed) {
      await collection.updateOne({ _id: id as never, ...owed }, { $set: failed });
    },
  };
}
