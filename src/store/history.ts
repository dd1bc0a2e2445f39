/** What the records of an entity said before: former versions, and every record as the hub knew it at a past moment. */
import { findByIds } from './find-by-ids.js';
import { inChunks } from './in-chunks.js';
import type { StoredRecord } from '../records/record.js';
import { toStoredRecord, type FormerDocument, type RecordDocument } from './record-documents.js';
import type { RecordModels } from './record-writing.js';

/** The past of an entity. */
export interface History {
  /** Former versions of a record, the newest first, with the moment each gave way. */
  findFormer(id: string): Promise<{ version: number; to: Date; was: StoredRecord }[]>;
  /** Records as the hub knew them at a moment: none of those it did not know yet, nor of those that were gone. */
  findAsOf<Content extends object>(ids: readonly string[], at: Date): Promise<StoredRecord<Content>[]>;
}

/** Makes the history kept in an entity's two collections. */
export function makeHistory({ current, former }: RecordModels): History {
  /** The version of each that stood at the moment; versions follow each other without a gap. */
  const findThen = async (ids: readonly string[], at: Date): Promise<RecordDocument[]> => {
    const now = await findByIds(current, ids);
    const standing = now.filter((document) => document.at <= at);
    const before = now.filter((document) => document.at > at).map(({ _id }) => _id);
    const past = await inChunks(before, (chunk) =>
      former.collection.find<FormerDocument>({ key: { $in: chunk }, to: { $gt: at } }).toArray(),
    );
    return [...standing, ...past.map(({ was }) => was).filter((was) => was.at <= at)];
  };
  return {
    async findFormer(id) {
      const found = await former.find({ key: id }).sort({ v: -1 }).lean();
      return found.map(({ v, to, was }) => ({ version: v, to, was: toStoredRecord(was) }));
    },
    async findAsOf<Content extends object>(ids: readonly string[], at: Date) {
      const then = await findThen(ids, at);
      return then
        .filter(({ gone }) => gone === undefined)
        .map((document) => toStoredRecord<Content>(document));
    },
  };
}
