/**
 * Papers that go along with dossiers, by the hash of their bytes, sealed under the dossier's key. The same paper of another
 * dossier is another entry: thrown away with its dossier's key, it is gone.
 */
import { Schema, type Connection } from 'mongoose';
import { isDuplicateKey } from './connection.js';

/** The papers. */
export interface Papers {
  /** Keeps a paper's sealed bytes; one that is there stays. */
  keep(dossier: string, sha256: string, sealed: string): Promise<void>;
  /** The sealed bytes; null where there is no such paper. */
  find(dossier: string, sha256: string): Promise<string | null>;
  /** Which of these hashes are not there. */
  findMissing(dossier: string, hashes: readonly string[]): Promise<string[]>;
}

interface PaperDocument {
  _id: string;
  sealed: string;
}

/** Makes the papers kept in one database. */
export function makePapers(connection: Connection): Papers {
  const schema = new Schema<PaperDocument>(
    { _id: String, sealed: String },
    { collection: 'papers', versionKey: false },
  );
  const { collection: papers } = connection.model<PaperDocument>('papers', schema);
  const toId = (dossier: string, sha256: string): string => `${dossier}/${sha256}`;
  return {
    async keep(dossier, sha256, sealed) {
      try {
        await papers.insertOne({ _id: toId(dossier, sha256) as never, sealed });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async find(dossier, sha256) {
      const found = await papers.findOne<PaperDocument>({ _id: toId(dossier, sha256) as never });
      return found?.sealed ?? null;
    },
    async findMissing(dossier, hashes) {
      const ids = hashes.map((sha256) => toId(dossier, sha256));
      const found = await papers
        .find<PaperDocument>({ _id: { $in: ids as never } }, { projection: { _id: 1 } })
        .toArray();
      const known = new Set(found.map(({ _id }) => _id));
      return hashes.filter((sha256) => !known.has(toId(dossier, sha256)));
    },
  };
}
