/** Who holds what, as duties and lists find it: a view over the events that may be thrown away and written again. */
import { Schema, type Connection } from 'mongoose';
import type { CustodyView } from '../records/exchange.js';
import { inChunks } from './in-chunks.js';
import { makeViewWriter } from './view-writer.js';

/** The custodies of all dossiers the exchange has opened. */
export interface Custodies {
  init(): Promise<void>;
  /** Writes a view unless a newer one is there. */
  save(view: CustodyView): Promise<void>;
  findByDossiers(dossiers: readonly string[]): Promise<CustodyView[]>;
  /** Dossiers of a holder that are not closed. */
  findOpenOf(holder: string, limit: number): Promise<CustodyView[]>;
  /** Dossiers whose next notice is due. */
  findNoticeDue(now: Date, limit: number): Promise<CustodyView[]>;
  /** Views written since, in the order of writing, for who follows them; `mark` is opaque, null at first. */
  findWrittenAfter(mark: Date | null, limit: number): Promise<{ views: CustodyView[]; mark: Date | null }>;
}

type CustodyDocument = Omit<CustodyView, 'dossier'> & { _id: string; writtenAt: Date };

/** Writers' clocks and commits may be this far apart; followers look back so far. */
const lookBackMs = 10_000;

/** Makes the custodies kept in one database. */
export function makeCustodies(connection: Connection): Custodies {
  const model = connection.model<CustodyDocument>('custodies', makeSchema());
  const { collection: custodies } = model;
  const write = makeViewWriter(custodies);
  const findAll = async (
    filter: object,
    limit: number,
    sort: Record<string, 1 | -1>,
  ): Promise<CustodyDocument[]> => custodies.find<CustodyDocument>(filter).sort(sort).limit(limit).toArray();

  return {
    async init() {
      await model.createIndexes();
    },
    async save({ dossier, ...view }) {
      const document = { ...view, writtenAt: new Date() };
      await write({ id: dossier, view: document, atFirst: {}, isNew: view.seq === 1 });
    },
    async findByDossiers(dossiers) {
      const found = await inChunks(dossiers, (chunk) =>
        findAll({ _id: { $in: chunk } }, chunk.length, { _id: 1 }),
      );
      return found.map(toView);
    },
    async findOpenOf(holder, limit) {
      const found = await findAll({ holder, clock: { $in: ['RUNNING', 'PAUSED'] } }, limit, { _id: 1 });
      return found.map(toView);
    },
    async findNoticeDue(now, limit) {
      return (await findAll({ noticeAt: { $lte: now } }, limit, { noticeAt: 1 })).map(toView);
    },
    async findWrittenAfter(mark, limit) {
      const after = mark === null ? {} : { writtenAt: { $gte: new Date(mark.getTime() - lookBackMs) } };
      const found = await findAll(after, limit, { writtenAt: 1 });
      return { views: found.map(toView), mark: found.at(-1)?.writtenAt ?? mark };
    },
  };
}

function makeSchema(): Schema<CustodyDocument> {
  const schema = new Schema<CustodyDocument>(
    { _id: String, holder: String, clock: String, noticeAt: Date, writtenAt: Date },
    { collection: 'custodies', strict: false, versionKey: false, minimize: false },
  );
  schema.index({ holder: 1, clock: 1 });
  schema.index({ noticeAt: 1 }, { partialFilterExpression: { noticeAt: { $type: 'date' } } });
  schema.index({ writtenAt: 1 });
  return schema;
}

function toView({ _id, writtenAt: _written, ...view }: CustodyDocument): CustodyView {
  return { dossier: _id, ...view };
}
