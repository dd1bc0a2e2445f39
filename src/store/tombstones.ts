/** Records their source has no longer: a tombstone each, a version more, the former ones kept. Which they are is src/sync's finding. */
import { findByIds } from './find-by-ids.js';
import type { ListingLog } from './listing-log.js';
import type { ListingEntry } from './listing-segments.js';
import { replaceChanged, type RecordModels } from './record-writing.js';
import type { RecordDocument } from './record-documents.js';

/** The keys that are there, and what is done with those that are not. */
export interface Tombstones {
  /** Makes tombstones of records; those that are some already stay as they are. @returns how many were made */
  bury(ids: readonly string[], at: Date): Promise<number>;
  /** Ids and keys at the source of the records that came from a stream and are not gone, in no order. */
  readKeys(source: string, stream: string): AsyncIterable<{ id: string; key: string }>;
}

/** What tombstones are made with. */
export interface TombstoneParts {
  models: RecordModels;
  log: Pick<ListingLog, 'append'>;
  toEntry(document: RecordDocument): ListingEntry;
}

/** Makes the tombstones of one entity. */
export function makeTombstones({ models, log, toEntry }: TombstoneParts): Tombstones {
  const { current } = models;
  return {
    async bury(ids, at) {
      const alive = (await findByIds(current, ids)).filter(({ gone }) => gone === undefined);
      const tombstones = alive.map((was) => ({ ...was, v: was.v + 1, at, gone: at }));
      const lost = new Set(await replaceChanged(models, tombstones));
      const buried = tombstones.filter(({ _id }) => !lost.has(_id));
      await log.append(buried.map(toEntry));
      return buried.length;
    },
    async *readKeys(source, stream) {
      const projection = { 'prov.source': 1, 'prov.stream': 1, 'prov.key': 1, gone: 1 };
      for await (const { _id, prov, gone } of current.collection.find<RecordDocument>({}, { projection })) {
        if (prov.source === source && prov.stream === stream && gone === undefined)
          yield { id: _id, key: prov.key };
      }
    },
  };
}
