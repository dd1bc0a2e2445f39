/** The notices people and systems are to be given, one for each event and subscriber: what is owed until it is sent. Ids only. */
import { Schema, type Connection } from 'mongoose';
import { isInserted } from './connection.js';
import type { FailedTurn } from './duties.js';

/** A notice that is owed, or was given. */
export interface NoticeDuty {
  /** `<event>.<subscriber>`: one event is told to one subscriber once, and the key by which a repeated one is known. */
  id: string;
  event: string;
  subscriber: string;
  dossier: string;
  tries: number;
  /** When it is tried next; null once it was sent or failed for good. */
  nextAt: Date | null;
  sentAt: Date | null;
  lastError: string | null;
}

/** Whose notices: one subscriber's, or those of none of these. */
export type NoticeReceivers = { only: string } | { except: readonly string[] };

/** The notices. */
export interface Notices {
  init(): Promise<void>;
  /** Owes a notice from now on; one that is owed or given already stays as it is. */
  put(notice: Pick<NoticeDuty, 'id' | 'event' | 'subscriber' | 'dossier'>, now: Date): Promise<void>;
  /** Those of some receivers to be tried, the longest waiting first. */
  findDue(now: Date, receivers: NoticeReceivers, limit: number): Promise<NoticeDuty[]>;
  /** Takes one to try it; false when somebody else took it. */
  take(notice: Pick<NoticeDuty, 'id' | 'tries'>, nextAt: Date): Promise<boolean>;
  noteSent(id: string, sentAt: Date): Promise<void>;
  /** Notes why it failed and when it is tried again; null for good. */
  noteFailure(id: string, failed: Pick<FailedTurn, 'lastError' | 'nextAt'>): Promise<void>;
}

type NoticeDocument = Omit<NoticeDuty, 'id'> & { _id: string };

/** Makes the notices kept in one database. */
export function makeNotices(connection: Connection): Notices {
  const schema = new Schema<NoticeDocument>(
    { _id: String, subscriber: String, nextAt: Date },
    { collection: 'notices', strict: false, versionKey: false, minimize: false },
  );
  schema.index({ subscriber: 1, nextAt: 1 }, { partialFilterExpression: { nextAt: { $type: 'date' } } });
  const model = connection.model<NoticeDocument>('notices', schema);
  const { collection: notices } = model;
  const set = async (id: string, fields: Partial<NoticeDuty>): Promise<void> => {
    await notices.updateOne({ _id: id as never, sentAt: null }, { $set: fields });
  };
  return {
    async init() {
      await model.createIndexes();
    },
    async put({ id, ...notice }, now) {
      const owed = { ...notice, tries: 0, nextAt: now, sentAt: null, lastError: null };
      await isInserted(notices.insertOne({ _id: id as never, ...owed }));
    },
    async findDue(now, receivers, limit) {
      const subscriber = 'only' in receivers ? receivers.only : { $nin: receivers.except };
      const due = { subscriber, nextAt: { $lte: now } };
      const found = await notices.find<NoticeDocument>(due).sort({ nextAt: 1 }).limit(limit).toArray();
      return found.map(({ _id, ...notice }) => ({ id: _id, ...notice }));
    },
    async take({ id, tries }, nextAt) {
      const free = { _id: id as never, tries, sentAt: null };
      const { matchedCount } = await notices.updateOne(free, { $set: { tries: tries + 1, nextAt } });
      return matchedCount > 0;
    },
    noteSent: (id, sentAt) => set(id, { sentAt, nextAt: null, lastError: null }),
    noteFailure: (id, { lastError, nextAt }) => set(id, { lastError, nextAt }),
  };
}
