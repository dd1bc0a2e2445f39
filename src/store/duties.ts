/** The book-keeping of duties that lie in views: whose turn it is, why the last one failed, when the next one comes. No event knows it, no receipt rests on it. */
import type { Connection } from 'mongoose';

/** The book-keeping. */
export interface Duties {
  /** Takes the next round; null when somebody else took it, or nothing is to be done any more. */
  takeRound(duty: { id: string; round: number }, nextAt: Date | null): Promise<number | null>;
  /** Notes why it failed, and when it is tried again; null for good. */
  noteFailure(id: string, lastError: string, nextAt: Date | null): Promise<void>;
}

/** Makes it over a collection of views; `owed` is what a view looks like while its duty is not done. */
export function makeDuties(collection: ReturnType<Connection['collection']>, owed: object): Duties {
  return {
    async takeRound({ id, round }, nextAt) {
      const { matchedCount } = await collection.updateOne(
        { _id: id as never, ...owed, round },
        { $set: { round: round + 1, nextAt } },
      );
      return matchedCount === 0 ? null : round + 1;
    },
    async noteFailure(id, lastError, nextAt) {
      await collection.updateOne({ _id: id as never, ...owed }, { $set: { lastError, nextAt } });
    },
  };
}
