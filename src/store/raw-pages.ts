/** The pages of sources by the hash of their bytes, sealed (page-vault.ts), kept for as long as their stream says. */
import { Schema, type Connection } from 'mongoose';
import { insertEach } from './group.js';

/** A page as it is kept. */
export interface SealedPage {
  /** SHA-256 of its bytes as they came, hexadecimal. */
  hash: string;
  source: string;
  stream: string;
  sealed: Buffer;
  /** Of the bytes as they came. */
  sizeBytes: number;
  keepUntil: Date;
}

/** The pages. */
export interface RawPages {
  init(): Promise<void>;
  /** Keeps a page; one that is there is kept longer where it must be. */
  keep(page: SealedPage): Promise<void>;
  /** What was sealed; null where it was never kept, or its time is over. */
  find(hash: string): Promise<Buffer | null>;
  /** Forgets pages whose time is over. @returns how many */
  prune(now: Date): Promise<number>;
}

type PageDocument = Omit<SealedPage, 'hash'> & { _id: string };

/** Makes the pages kept in one database. */
export function makeRawPages(connection: Connection): RawPages {
  const schema = new Schema<PageDocument>(
    { _id: String, source: String, stream: String, sealed: Buffer, sizeBytes: Number, keepUntil: Date },
    { collection: 'raw_pages', versionKey: false },
  );
  schema.index({ keepUntil: 1 });
  const model = connection.model<PageDocument>('raw_pages', schema);
  const { collection: pages } = model;
  return {
    init: () => model.createIndexes(),
    async keep({ hash, ...page }) {
      const [isNew] = await insertEach(pages, [{ _id: hash, ...page }]);
      if (isNew === true) return;
      await pages.updateOne({ _id: hash as never }, { $max: { keepUntil: page.keepUntil } });
    },
    async find(hash) {
      // Bytes come back as the driver's own Binary; promoted, as plain bytes.
      const found = await pages.findOne<PageDocument>({ _id: hash as never }, { promoteBuffers: true });
      return found?.sealed ?? null;
    },
    async prune(now) {
      const { deletedCount } = await pages.deleteMany({ keepUntil: { $lt: now } });
      return deletedCount;
    },
  };
}
