/** Delivery messages as they were handed over, sealed: what a receiver was sent can be shown again, byte for byte. */
import { Schema, type Connection } from 'mongoose';
import { isDuplicateKey } from './connection.js';

/** The messages. */
export interface Messages {
  /** The sealed bytes; null where none was made yet. */
  find(id: string): Promise<string | null>;
  /** Keeps a message's bytes unless some are kept. @returns those that are kept */
  keep(id: string, dossier: string, sealed: string): Promise<string>;
}

interface MessageDocument {
  _id: string;
  dossier: string;
  sealed: string;
}

/** Makes the messages kept in one database. */
export function makeMessages(connection: Connection): Messages {
  const schema = new Schema<MessageDocument>(
    { _id: String, dossier: String, sealed: String },
    { collection: 'messages', versionKey: false },
  );
  const { collection: messages } = connection.model<MessageDocument>('messages', schema);
  const find = async (id: string): Promise<string | null> =>
    (await messages.findOne<MessageDocument>({ _id: id as never }))?.sealed ?? null;
  return {
    find,
    async keep(id, dossier, sealed) {
      try {
        await messages.insertOne({ _id: id as never, dossier, sealed });
        return sealed;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return (await find(id)) ?? sealed;
      }
    },
  };
}
