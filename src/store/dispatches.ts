/**
 * The dispatches, as duties find them: a view over their events, plus the book-keeping of their delivery. The view may be thrown away and written again
 * from the events; a duty that is lost with it is found again by its state.
 */
import { Schema, type Connection } from 'mongoose';
import type { Dispatch, DispatchDuty } from '../records/dispatch.js';
import { makeDuties, type Duties } from './duties.js';
import { inChunks } from './in-chunks.js';
import { makeViewWriter } from './view-writer.js';

/** The dispatches. */
export interface Dispatches extends Duties {
  init(): Promise<void>;
  /** Writes a view unless a newer one is there; a new dispatch is first tried at `nextAt`. */
  save(dispatch: Dispatch, nextAt: Date): Promise<void>;
  findByIds(ids: readonly string[]): Promise<DispatchDuty[]>;
  /** Those of documents, the newest first. */
  findByDocuments(documentIds: readonly string[]): Promise<DispatchDuty[]>;
  /** Those that are to go out again. */
  findDue(now: Date, limit: number): Promise<DispatchDuty[]>;
  /** Documents the axis took since a moment, whose receivers may yet answer: those behind an id, in the order of their ids. */
  findAnswerable(since: Date, after: string, limit: number): Promise<DispatchDuty[]>;
}

type DispatchDocument = Omit<DispatchDuty, 'id'> & { _id: string };

/** Makes the dispatches kept in one database. */
export function makeDispatches(connection: Connection): Dispatches {
  const model = connection.model<DispatchDocument>('dispatches', makeSchema());
  const { collection } = model;
  const waiting = { state: 'WAITING' };
  const write = makeViewWriter(collection);
  const find = async (filter: object, limit: number, sort: Record<string, 1 | -1>): Promise<DispatchDuty[]> =>
    (await collection.find<DispatchDocument>(filter).sort(sort).limit(limit).toArray()).map(
      ({ _id, ...duty }) => ({ id: _id, ...duty }),
    );
  return {
    async init() {
      await model.createIndexes();
    },
    async save({ id, ...view }, nextAt) {
      const isWaiting = view.state === 'WAITING';
      const duty = { nextAt: isWaiting ? nextAt : null };
      await write({
        id,
        view: { ...view, ...duty },
        atFirst: { round: 0, lastError: null },
        isNew: isWaiting,
      });
    },
    findByIds: (ids) => inChunks(ids, (chunk) => find({ _id: { $in: chunk } }, chunk.length, { _id: 1 })),
    findByDocuments: (ids) =>
      inChunks(ids, (chunk) => find({ documentId: { $in: chunk } }, 10_000, { sentAt: -1 })),
    findDue: (now, limit) => find({ ...waiting, nextAt: { $lte: now } }, limit, { nextAt: 1 }),
    findAnswerable: (since, after, limit) =>
      find({ _id: { $gt: after }, state: 'TAKEN', statusCode: null, settledAt: { $gte: since } }, limit, {
        _id: 1,
      }),
    ...makeDuties(collection, waiting),
  };
}

function makeSchema(): Schema<DispatchDocument> {
  const schema = new Schema<DispatchDocument>(
    { _id: String, documentId: String, state: String, nextAt: Date, settledAt: Date },
    { collection: 'dispatches', strict: false, versionKey: false, minimize: false },
  );
  schema.index({ documentId: 1 });
  schema.index({ settledAt: 1 });
  schema.index({ nextAt: 1 }, { partialFilterExpression: { nextAt: { $type: 'date' } } });
  return schema;
}
