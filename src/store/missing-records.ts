/** Records a scan of their source has missed once: gone when the next one misses them too. */
import { Schema, type Connection } from 'mongoose';

/** What was missed, by stream. */
export interface MissingRecords {
  /** Ids the last scan of a stream missed. */
  find(source: string, stream: string): Promise<string[]>;
  /** Notes what a scan missed, instead of what the one before did. */
  save(source: string, stream: string, ids: readonly string[]): Promise<void>;
}

/** Most that are noted: a document has its limits, and more are not taken for gone before they were looked at by a person. */
const mostNoted = 200_000;

/** Makes them kept in one database. */
export function makeMissingRecords(connection: Connection): MissingRecords {
  const schema = new Schema<{ _id: string; ids: string[] }>(
    { _id: String, ids: [String] },
    { collection: 'missing_records', versionKey: false },
  );
  const { collection: missing } = connection.model<{ _id: string; ids: string[] }>('missing_records', schema);
  const toFilter = (source: string, stream: string) => ({ _id: `${source}.${stream}` as never });
  return {
    async find(source, stream) {
      const found = await missing.findOne<{ ids: string[] }>(toFilter(source, stream));
      return found?.ids ?? [];
    },
    async save(source, stream, ids) {
      const noted = { ids: ids.slice(0, mostNoted) };
      await missing.updateOne(toFilter(source, stream), { $set: noted }, { upsert: true });
    },
  };
}
