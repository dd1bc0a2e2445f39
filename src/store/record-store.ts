/**
 * Keeps the records of one entity: the current version of each, every former one, and the rows of its listing.
 * Decides nothing: what is new, changed or unchanged is the engine's finding (src/sync/diff.ts).
 */
import type { Connection } from 'mongoose';
import type { StoredRecord } from '../records/record.js';
import { findByIds } from './find-by-ids.js';
import { inChunks } from './in-chunks.js';
import { makeHistory, type History } from './history.js';
import type { ListingLog } from './listing-log.js';
import type { ListingEntry } from './listing-segments.js';
import { makeFormerModel, makeRecordModel, toStoredRecord, type RecordDocument } from './record-documents.js';
import { insertFresh, renewHeads, replaceChanged, type RenewedHead } from './record-writing.js';
import { makeTombstones, type Tombstones } from './tombstones.js';

/** What must be known of a stored record to tell whether another reading of it changed anything. */
export interface RecordHead {
  hash: string;
  /** Of the raw item it was last made of; null where that was always looked at anew. */
  digest: string | null;
  sourceVersion: string;
  version: number;
  /** Whether it is a tombstone: whatever the source says of it again is news. */
  isGone: boolean;
}

/** The entity kept here. */
export interface RecordStoreOptions {
  connection: Connection;
  collection: string;
  /** Paths inside the document that are searched; each costs every insert. */
  indexes: readonly string[];
  log: ListingLog;
  /** The row that lists and totals see. */
  toRow(document: RecordDocument): { id: string };
}

/** Records of one entity. */
export interface RecordStore extends Tombstones, History {
  init(): Promise<void>;
  findHeads(ids: readonly string[]): Promise<Map<string, RecordHead>>;
  /**
   * Writes new records and new versions of stored ones.
   * @returns ids of records somebody else wrote meanwhile; they must be compared again.
   */
  write(fresh: readonly RecordDocument[], changed: readonly RecordDocument[]): Promise<string[]>;
  /** Notes that another raw item says the same of records, as early or later. */
  renewHeads(heads: readonly RenewedHead[]): Promise<void>;
  /** Lists stored records anew, in case a crash came between a record and its row. */
  relist(ids: readonly string[]): Promise<void>;
  findByIds<Content extends object>(ids: readonly string[]): Promise<StoredRecord<Content>[]>;
  /** Current records whose indexed path has one of the values, with the id and that path alone. */
  findBy(path: string, values: readonly string[]): Promise<RecordDocument[]>;
  count(): Promise<number>;
}

/** Makes the store of one entity. */
export function makeRecordStore({
  connection,
  collection,
  indexes,
  log,
  toRow,
}: RecordStoreOptions): RecordStore {
  const current = makeRecordModel(connection, collection, indexes);
  const former = makeFormerModel(connection, `${collection}_versions`);
  const toEntry = (document: RecordDocument): ListingEntry => ({
    row: toRow(document),
    version: document.sv,
    stream: `${document.prov.source}.${document.prov.stream}`,
    isGone: document.gone !== undefined,
  });
  return {
    async init() {
      await Promise.all([current.createIndexes(), former.createIndexes()]);
    },
    async findHeads(ids) {
      const found = await findByIds(current, ids, ['h', 'd', 'sv', 'v', 'gone']);
      return new Map(
        found.map(({ _id, h, d, sv, v, gone }) => [
          _id,
          { hash: h, digest: d ?? null, sourceVersion: sv, version: v, isGone: gone !== undefined },
        ]),
      );
    },
    async write(fresh, changed) {
      if (fresh.length + changed.length === 0) return [];
      const lost = [
        ...(await insertFresh(current, fresh)),
        ...(await replaceChanged({ current, former }, changed)),
      ];
      // Rows after records: what a list shows can be fetched. A crash in between is mended by `relist`.
      await log.append([...fresh, ...changed].filter(({ _id }) => !lost.includes(_id)).map(toEntry));
      return lost;
    },
    renewHeads: (heads) => renewHeads(current, heads),
    ...makeHistory({ current, former }),
    ...makeTombstones({ models: { current, former }, log, toEntry }),
    async relist(ids) {
      if (ids.length === 0) return;
      await log.append((await findByIds(current, ids)).map(toEntry));
    },
    async findByIds<Content extends object>(ids: readonly string[]) {
      return (await findByIds(current, ids)).map((document) => toStoredRecord<Content>(document));
    },
    findBy: (path, values) =>
      inChunks(values, (chunk) =>
        current.collection
          .find<RecordDocument>({ [path]: { $in: chunk } }, { projection: { [path]: 1 } })
          .toArray(),
      ),
    count: () => current.estimatedDocumentCount().exec(),
  };
}
