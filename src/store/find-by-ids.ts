/**
 * Finds documents by their ids with one question, however many they are. A few are listed in it; many are joined to the collection, each looked
 * up by its index, since a list of a thousand is gone through again for every document it finds, at least by the embedded server.
 */
import type { Model } from 'mongoose';
import { HubError } from '../errors.js';
import type { RecordDocument } from './record-documents.js';

/** So many are faster listed: a join costs its own preparation. */
const few = 40;

type Found<Field extends keyof RecordDocument> = Promise<Pick<RecordDocument, Field | '_id'>[]>;

/** Documents by their ids, with the fields named or whole; in no order, without those that are not there. */
export function findByIds<Field extends keyof RecordDocument = keyof RecordDocument>(
  { db, collection }: Pick<Model<RecordDocument>, 'db' | 'collection'>,
  ids: readonly string[],
  fields: readonly Field[] = [],
): Found<Field> {
  const projection = Object.fromEntries(fields.map((field) => [field, 1]));
  if (ids.length === 0) return Promise.resolve([]);
  if (ids.length <= few)
    return collection.find<RecordDocument>({ _id: { $in: ids as never } }, { projection }).toArray();
  if (db.db === undefined)
    throw new HubError('INTERNAL', 'expected an open connection to MongoDB, it is closed');
  const stages = [
    { $documents: ids.map((_id) => ({ _id })) },
    { $lookup: { from: collection.collectionName, localField: '_id', foreignField: '_id', as: 'found' } },
    { $unwind: '$found' },
    { $replaceRoot: { newRoot: '$found' } },
    ...(fields.length === 0 ? [] : [{ $project: projection }]),
  ];
  return db.db.aggregate<RecordDocument>(stages, { batchSize: ids.length }).toArray();
}
