/**
 * The events of all dossiers: the append-only truth of the exchange. One insert is one fact; two unique indexes make a
 * second event in the same place, and a command carried out twice, impossible to store. Rules live above (src/dossiers).
 */
import { Schema, type Connection } from 'mongoose';
import type { AnyEventCore, DossierEvent } from '../records/dossier-event.js';
import { insertEach, makeGroup } from './group.js';
import { inChunks, writeInChunks } from './in-chunks.js';

/** What became of an insert; an insert whose outcome is unknown throws, and the same event can be inserted again. */
export type InsertOutcome = 'INSERTED' | 'SEQ_TAKEN' | 'COMMAND_TAKEN';

/** The events. */
export interface EventLog {
  init(): Promise<void>;
  /** Appends one event, with its sealed body where it has one. */
  insert(event: DossierEvent, sealedBody: string | null): Promise<InsertOutcome>;
  /** Events of a dossier, from the first. */
  findByDossier(dossier: string): Promise<DossierEvent[]>;
  /** Events of several dossiers, each dossier's from the first. */
  findByDossiers(dossiers: readonly string[]): Promise<DossierEvent[]>;
  /** Events whose id comes after one, in the order of their ids: for who follows what happens. */
  findAfter(id: string, limit: number): Promise<DossierEvent[]>;
  findByCommand(command: string): Promise<DossierEvent | null>;
  findByIds(ids: readonly string[]): Promise<DossierEvent[]>;
  /** The sealed body of an event; null where it has none. */
  findSealedBody(id: string): Promise<string | null>;
  /** Events not known to have their views and their place in the Merkle log, the oldest first; `before` a moment, or all. */
  findUnsettled(before: Date | null, limit: number): Promise<DossierEvent[]>;
  markSettled(ids: readonly string[]): Promise<void>;
}

interface EventDocument {
  _id: string;
  d: string;
  seq: number;
  cmd: string;
  core: AnyEventCore;
  prev: string | null;
  hash: string;
  receipt: string | null;
  sealedBody: string | null;
  /** When it happened; there until the event's views are known to be there and it has its leaf. */
  unsettled?: Date;
}

const withoutBody = { sealedBody: 0 };

/** Makes the log kept in one database. */
export function makeEventLog(connection: Connection): EventLog {
  const model = connection.model<EventDocument>('dossier_events', makeSchema());
  const { collection: events } = model;
  const insertInGroup = makeGroup((documents: readonly EventDocument[]) => insertEach(events, documents));
  const read = (filter: object, sort: Record<string, 1>) =>
    events.find<EventDocument>(filter, { projection: withoutBody }).sort(sort);
  const find = async (filter: object, limit: number): Promise<DossierEvent[]> =>
    (await read(filter, { _id: 1 }).limit(limit).toArray()).map(toEvent);

  return {
    async init() {
      await model.createIndexes();
    },
    async insert(event, sealedBody) {
      if (await insertInGroup(toDocument(event, sealedBody))) return 'INSERTED';
      const known = await events.findOne({ cmd: event.core.command }, { projection: { _id: 1 } });
      return known === null ? 'SEQ_TAKEN' : 'COMMAND_TAKEN';
    },
    async findByDossier(dossier) {
      // They come as the index of dossier and seq has them; to be sure costs less here than at the server.
      const found = await events.find<EventDocument>({ d: dossier }, { projection: withoutBody }).toArray();
      return found.map(toEvent).sort((a, b) => a.core.seq - b.core.seq);
    },
    async findByDossiers(dossiers) {
      const found = await inChunks(dossiers, (chunk) =>
        read({ d: { $in: chunk } }, { d: 1, seq: 1 }).toArray(),
      );
      return found.map(toEvent);
    },
    findAfter: (id, limit) => find({ _id: { $gt: id } }, limit),
    async findByCommand(command) {
      const [found] = await find({ cmd: command }, 1);
      return found ?? null;
    },
    findByIds: (ids) => inChunks(ids, (chunk) => find({ _id: { $in: chunk } }, chunk.length)),
    async findSealedBody(id) {
      const found = await events.findOne<EventDocument>(
        { _id: id as never },
        { projection: { sealedBody: 1 } },
      );
      return found?.sealedBody ?? null;
    },
    findUnsettled: (before, limit) =>
      find({ unsettled: before === null ? { $exists: true } : { $lte: before } }, limit),
    markSettled: (ids) =>
      writeInChunks(ids, (chunk) =>
        events.updateMany({ _id: { $in: chunk as never } }, { $unset: { unsettled: '' } }),
      ),
  };
}

function makeSchema(): Schema<EventDocument> {
  const schema = new Schema<EventDocument>(
    {
      _id: String,
      d: String,
      seq: Number,
      cmd: String,
      core: Schema.Types.Mixed,
      prev: String,
      hash: String,
      receipt: String,
      sealedBody: String,
      unsettled: Date,
    },
    { collection: 'dossier_events', versionKey: false, minimize: false },
  );
  schema.index({ d: 1, seq: 1 }, { unique: true });
  schema.index({ cmd: 1 }, { unique: true });
  // Sparse: only events that still have something due are in it.
  schema.index({ unsettled: 1 }, { sparse: true });
  return schema;
}

function toDocument(event: DossierEvent, sealedBody: string | null): EventDocument {
  const { id, core, prev, hash, receipt } = event;
  const { dossier: d, seq, command: cmd } = core;
  return { _id: id, d, seq, cmd, core, prev, hash, receipt, sealedBody, unsettled: new Date(core.at) };
}

function toEvent({ _id, core, prev, hash, receipt }: EventDocument): DossierEvent {
  return { id: _id, core, prev, hash, receipt };
}
