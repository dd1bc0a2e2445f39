/**
 * The transfers, as lists and duties find them: a view over the events, plus the book-keeping of deliveries. The view may be
 * thrown away and written again from the events; a duty that is lost with it is found again by its state.
 */
import { Schema, type Connection } from 'mongoose';
import type { Transfer, TransferDuty, TransferState } from '../records/exchange.js';
import { makeDuties, type Duties } from './duties.js';
import { inChunks } from './in-chunks.js';
import { makeViewWriter } from './view-writer.js';

/** Which transfers, newest first. */
export interface TransferQuestion {
  /** Codes of the agencies it is going or went to, or came from. */
  to?: readonly string[] | undefined;
  from?: readonly string[] | undefined;
  states?: readonly TransferState[] | undefined;
  sentFrom?: Date | undefined;
  sentBefore?: Date | undefined;
  dueBefore?: Date | undefined;
  /** Those after this id in the order asked for. */
  afterId?: string | undefined;
}

/** The transfers. */
export interface Transfers extends Duties {
  init(): Promise<void>;
  /** Writes a view unless a newer one is there; a new transfer is first tried at `nextAt`. */
  save(transfer: Transfer, nextAt: Date | null): Promise<void>;
  findByIds(ids: readonly string[]): Promise<TransferDuty[]>;
  findByDossiers(dossiers: readonly string[]): Promise<TransferDuty[]>;
  find(question: TransferQuestion, limit: number): Promise<TransferDuty[]>;
  /** The same, the oldest first. */
  findOldest(question: TransferQuestion, limit: number): Promise<TransferDuty[]>;
  count(question: TransferQuestion): Promise<number>;
  /** Open transfers whose delivery is due again. */
  findDue(now: Date, limit: number): Promise<TransferDuty[]>;
  /** The one sent first of those that are still to be delivered; none where all are, wait to be fetched, or have failed for good. */
  findLongestOwed(): Promise<TransferDuty[]>;
  /** Transfers whose next notice is due. */
  findNoticeDue(now: Date, limit: number): Promise<TransferDuty[]>;
}

type TransferDocument = Omit<TransferDuty, 'id'> & { _id: string };

/** Makes the transfers kept in one database. */
export function makeTransfers(connection: Connection): Transfers {
  const model = connection.model<TransferDocument>('transfers', makeSchema());
  const { collection: transfers } = model;
  const findAll = async (
    filter: object,
    limit: number,
    sort: Record<string, 1 | -1>,
  ): Promise<TransferDuty[]> => {
    const found = await transfers.find<TransferDocument>(filter).sort(sort).limit(limit).toArray();
    return found.map(toDuty);
  };
  const inTransit = { state: 'IN_TRANSIT' };
  const write = makeViewWriter(transfers);

  return {
    async init() {
      await model.createIndexes();
    },
    async save({ id, ...view }, nextAt) {
      // What is delivered or answered is no longer tried; what was sent anew to another receiver is.
      const duty = view.state === 'IN_TRANSIT' ? { nextAt } : { nextAt: null };
      await write({
        id,
        view: { ...view, ...duty },
        atFirst: { round: 0, lastError: null },
        isNew: view.deliveredAt === null && view.answeredAt === null,
      });
    },
    findByIds: (ids) => inChunks(ids, (chunk) => findAll({ _id: { $in: chunk } }, chunk.length, { _id: 1 })),
    findByDossiers: (dossiers) =>
      inChunks(dossiers, (chunk) => findAll({ dossier: { $in: chunk } }, 10_000, { _id: -1 })),
    find: (question, limit) => findAll(toFilter(question), limit, { _id: -1 }),
    findOldest: (question, limit) => findAll(toFilter(question), limit, { _id: 1 }),
    count: (question) => transfers.countDocuments(toFilter(question)),
    findDue: (now, limit) => findAll({ ...inTransit, nextAt: { $lte: now } }, limit, { nextAt: 1 }),
    findLongestOwed: () => findAll({ ...inTransit, nextAt: { $gt: new Date(0) } }, 1, { sentAt: 1 }),
    findNoticeDue: (now, limit) => findAll({ noticeAt: { $lte: now } }, limit, { noticeAt: 1 }),
    ...makeDuties(transfers, inTransit),
  };
}

function makeSchema(): Schema<TransferDocument> {
  const schema = new Schema<TransferDocument>(
    { _id: String, dossier: String, from: String, to: String, state: String, noticeAt: Date, nextAt: Date },
    { collection: 'transfers', strict: false, versionKey: false, minimize: false },
  );
  schema.index({ to: 1, state: 1, _id: -1 });
  schema.index({ from: 1, state: 1, _id: -1 });
  schema.index({ dossier: 1 });
  schema.index({ nextAt: 1 }, { partialFilterExpression: { nextAt: { $type: 'date' } } });
  schema.index({ noticeAt: 1 }, { partialFilterExpression: { noticeAt: { $type: 'date' } } });
  return schema;
}

function toFilter({ to, from, states, sentFrom, sentBefore, dueBefore, afterId }: TransferQuestion): object {
  return {
    ...toAnyOf('to', to),
    ...toAnyOf('from', from),
    ...toAnyOf('state', states),
    ...toRange('sentAt', { $gte: sentFrom, $lt: sentBefore }),
    ...toRange('dueAt', { $lt: dueBefore }),
    ...toRange('_id', { $lt: afterId }),
  };
}

function toAnyOf(path: string, wanted: readonly string[] | undefined): object {
  return wanted === undefined ? {} : { [path]: { $in: [...wanted] } };
}

function toRange(path: string, bounds: Record<string, unknown>): object {
  const given = Object.entries(bounds).filter(([, bound]) => bound !== undefined);
  return given.length === 0 ? {} : { [path]: Object.fromEntries(given) };
}

function toDuty({ _id, ...duty }: TransferDocument): TransferDuty {
  return { id: _id, ...duty };
}
