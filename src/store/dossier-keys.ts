/**
 * A key per dossier for what people wrote about it. Whoever must be forgotten is forgotten by throwing the key away: the
 * sealed bytes stay, nobody can read them, and the chain of events over their hashes stays whole.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Schema, type Connection } from 'mongoose';
import { HubError } from '../errors.js';
import { isDuplicateKey } from './connection.js';
import type { Sealer } from './seal.js';

/** The keys. */
export interface DossierKeys {
  /** AES-256-GCM under the dossier's own key, made at first use. */
  seal(dossier: string, clear: Uint8Array): Promise<string>;
  /** @throws HubError NOT_FOUND once the key is thrown away, INTERNAL for bytes that were changed. */
  open(dossier: string, sealed: string): Promise<Uint8Array>;
  /** Throws the key away: nothing sealed under it can be read again. */
  shred(dossier: string): Promise<void>;
}

interface KeyDocument {
  _id: string;
  /** The key, sealed under the hub's secret; null once it is thrown away. */
  sealedKey: string | null;
}

const nonceBytes = 12;
const authTagLength = 16;

/** Makes the keys kept in one database; `sealer` guards them at rest. */
export function makeDossierKeys(connection: Connection, sealer: Pick<Sealer, 'seal' | 'open'>): DossierKeys {
  const schema = new Schema<KeyDocument>(
    { _id: String, sealedKey: String },
    { collection: 'dossier_keys', versionKey: false },
  );
  const { collection: keys } = connection.model<KeyDocument>('dossier_keys', schema);
  const find = (dossier: string): Promise<KeyDocument | null> =>
    keys.findOne<KeyDocument>({ _id: dossier as never });
  const toKey = (dossier: string, document: KeyDocument | null): Buffer => {
    if (document?.sealedKey == null) {
      throw new HubError(
        'NOT_FOUND',
        `what was written about dossier ${dossier} can no longer be read: its key is gone`,
      );
    }
    return Buffer.from(sealer.open(document.sealedKey, dossier), 'base64url');
  };

  async function ensureKey(dossier: string): Promise<Buffer> {
    const known = await find(dossier);
    if (known !== null) return toKey(dossier, known);
    const key = randomBytes(32);
    try {
      const sealedKey = sealer.seal(key.toString('base64url'), dossier);
      await keys.insertOne({ _id: dossier as never, sealedKey });
      return key;
    } catch (error) {
      // Another process made one in between; that one counts.
      if (!isDuplicateKey(error)) throw error;
      return toKey(dossier, await find(dossier));
    }
  }

  return {
    async seal(dossier, clear) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', await ensureKey(dossier), nonce).setAAD(
        Buffer.from(dossier),
      );
      const parts = [nonce, cipher.update(clear), cipher.final()];
      return Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64');
    },
    async open(dossier, sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      const key = toKey(dossier, await find(dossier));
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength });
      decipher.setAAD(Buffer.from(dossier)).setAuthTag(bytes.subarray(-authTagLength));
      const body = bytes.subarray(nonceBytes, -authTagLength);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
    async shred(dossier) {
      await keys.updateOne({ _id: dossier as never }, { $set: { sealedKey: null } }, { upsert: true });
    },
  };
}
