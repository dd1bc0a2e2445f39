/** Duties that failed for good: kept with their reason until an operator has them done again. Ids only, never personal data. */
import { Schema, type Connection } from 'mongoose';

/** A duty that failed for good. */
export interface DeadLetter {
  /** `<queue> <subject>`: one duty has one letter, however often it fails. */
  id: string;
  queue: string;
  /** What the duty is about: the id of a transfer, of an event. */
  subject: string;
  reason: string;
  firstAt: Date;
  lastAt: Date;
  count: number;
  /** Who had it done again; null while it waits. */
  redrivenBy: string | null;
}

/** The dead letters. */
export interface DeadLetters {
  init(): Promise<void>;
  put(letter: Pick<DeadLetter, 'queue' | 'subject' | 'reason'>, now: Date): Promise<void>;
  /** Those that wait, the newest first. */
  findWaiting(limit: number): Promise<DeadLetter[]>;
  /** Marks one as done again. @returns the letter as it was; null where none waits under the id. */
  redrive(id: string, by: string): Promise<DeadLetter | null>;
  /** A duty done after all leaves no letter waiting. */
  settle(queue: string, subject: string): Promise<void>;
}

type DeadLetterDocument = Omit<DeadLetter, 'id'> & { _id: string };

/** Makes the dead letters kept in one database. */
export function makeDeadLetters(connection: Connection): DeadLetters {
  const schema = new Schema<DeadLetterDocument>(
    { _id: String, redrivenBy: String, lastAt: Date },
    { collection: 'dead_letters', strict: false, versionKey: false, minimize: false },
  );
  schema.index({ redrivenBy: 1, lastAt: -1 });
  const model = connection.model<DeadLetterDocument>('dead_letters', schema);
  const { collection: letters } = model;
  const toId = (queue: string, subject: string): string => `${queue} ${subject}`;
  return {
    async init() {
      await model.createIndexes();
    },
    async put({ queue, subject, reason }, now) {
      await letters.updateOne(
        { _id: toId(queue, subject) as never },
        {
          $set: { reason, lastAt: now, redrivenBy: null },
          $setOnInsert: { queue, subject, firstAt: now },
          $inc: { count: 1 },
        },
        { upsert: true },
      );
    },
    async findWaiting(limit) {
      const found = await letters
        .find<DeadLetterDocument>({ redrivenBy: null })
        .sort({ lastAt: -1 })
        .limit(limit)
        .toArray();
      return found.map(toLetter);
    },
    async redrive(id, by) {
      const found = await letters.findOneAndUpdate(
        { _id: id as never, redrivenBy: null },
        { $set: { redrivenBy: by } },
        { returnDocument: 'before' },
      );
      return found === null ? null : toLetter(found as unknown as DeadLetterDocument);
    },
    async settle(queue, subject) {
      await letters.deleteOne({ _id: toId(queue, subject) as never });
    },
  };
}

function toLetter({ _id, ...letter }: DeadLetterDocument): DeadLetter {
  return { id: _id, ...letter };
}
