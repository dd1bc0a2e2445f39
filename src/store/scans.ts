/** What the last scan of a stream found out of order: a second scan that finds the same is believed. */
import { Schema, type Connection } from 'mongoose';

/** Findings of a scan. */
export interface ScanFindings {
  /** Ids of records the source no longer shows. */
  missing: readonly string[];
  /** What the source shows and the hub has not read: record and content each, in a text of their own. */
  unread: readonly string[];
  /** Of that, what a whole reading has been asked for already. */
  asked: readonly string[];
  /** Items that show no key and are no record's: they were there while no record was missing. */
  strays: readonly string[];
}

/** The last scans, by stream. */
export interface Scans {
  find(source: string, stream: string): Promise<ScanFindings>;
  /** Notes what a scan found, instead of what the one before did. */
  save(source: string, stream: string, findings: ScanFindings): Promise<void>;
  /** Forgets them: the next scan is a first one again. */
  forget(source: string, stream: string): Promise<void>;
}

/** Most that are noted of each: a document has its limits, and so many are not believed before a person has looked. */
export const mostNoted = 50_000;

const none: ScanFindings = { missing: [], unread: [], asked: [], strays: [] };

type ScanDocument = ScanFindings & { _id: string };

/** Makes them kept in one database. */
export function makeScans(connection: Connection): Scans {
  const schema = new Schema<ScanDocument>(
    { _id: String, missing: [String], unread: [String], asked: [String], strays: [String] },
    { collection: 'scans', versionKey: false },
  );
  const { collection: scans } = connection.model<ScanDocument>('scans', schema);
  const toFilter = (source: string, stream: string) => ({ _id: `${source}.${stream}` as never });
  return {
    async find(source, stream) {
      const found = await scans.findOne<ScanDocument>(toFilter(source, stream));
      return { ...none, ...found };
    },
    async save(source, stream, { missing, unread, asked, strays }) {
      const noted = {
        missing: missing.slice(0, mostNoted),
        unread: unread.slice(0, mostNoted),
        asked: asked.slice(0, mostNoted),
        strays: strays.slice(0, mostNoted),
      };
      await scans.updateOne(toFilter(source, stream), { $set: noted }, { upsert: true });
    },
    async forget(source, stream) {
      await scans.deleteOne(toFilter(source, stream));
    },
  };
}
