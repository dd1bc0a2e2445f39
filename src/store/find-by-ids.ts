/**
 * Finds many documents by their ids with one question. The ids are joined to the collection, each looked up by its index: a list of a thousand
 * in `$in` is gone through again for every document it finds, at least by the embedded server.
 */
import type { Model } from 'mongoose';
import { HubError } from '../errors.js';
import type { RecordDocument } from './record-documents.js';

/** Documents by their ids, with the fields named or whole; in no order, without those that are not there. */
export async function findByIds<Field extends keyof RecordDocument = keyof RecordDocument>(
  { db, collection }: Pick<Model<RecordDocument>, 'db' | 'collection'>,
  ids: readonly string[],
  fields: readonly Field[] = [],
): Promise<Pick<RecordDocument, Field | '_id'>[]> {
  if (ids.length === 0) return [];
  const stages = [
    { $documents: ids.map((_id) => ({ _id })) },
    { $lookup: { from: collection.collectionName, localField: '_id', foreignField: '_id', as: 'found' } },
    { $unwind: '$found' },
    { $replaceRoot: { newRoot: '$found' } },
    ...(fields.length === 0 ? [] : [{ $project: Object.fromEntries(fields.map((field) => [field, 1])) }]),
  ];
  if (db.db === undefined)
    throw new HubError('INTERNAL', 'expected an open connection to MongoDB, it is closed');
  return db.db.aggregate<RecordDocument>(stages, { batchSize: ids.length }).toArray();
}
