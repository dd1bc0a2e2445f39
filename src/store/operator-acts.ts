/** What operators have done, under the id of their command: the same command twice is one act, and nobody acts unseen. */
import { Schema, type Connection } from 'mongoose';
import { isInserted } from './connection.js';

/** One act. Ids only, never personal data. */
export interface OperatorAct {
  /** Subject and command id. */
  id: string;
  /** Name of the mutation. */
  act: string;
  actor: string;
  at: Date;
  input: Readonly<Record<string, string | null>>;
}

/** The acts. */
export interface OperatorActs {
  /** Notes an act before it is done. @returns the act noted before under the id; null for a new one */
  note(act: OperatorAct): Promise<OperatorAct | null>;
  /** The newest first. */
  findLatest(limit: number): Promise<OperatorAct[]>;
}

type ActDocument = Omit<OperatorAct, 'id'> & { _id: string };

/** Makes the acts kept in one database. */
export function makeOperatorActs(connection: Connection): OperatorActs {
  const schema = new Schema<ActDocument>(
    { _id: String, at: Date },
    { collection: 'operator_acts', strict: false, versionKey: false, minimize: false },
  );
  const { collection: acts } = connection.model<ActDocument>('operator_acts', schema);
  const toAct = ({ _id, ...act }: ActDocument): OperatorAct => ({ id: _id, ...act });
  return {
    async note({ id, ...act }) {
      if (await isInserted(acts.insertOne({ _id: id as never, ...act }))) return null;
      const known = await acts.findOne<ActDocument>({ _id: id as never });
      return known === null ? null : toAct(known);
    },
    async findLatest(limit) {
      return (await acts.find<ActDocument>({}).sort({ at: -1 }).limit(limit).toArray()).map(toAct);
    },
  };
}
