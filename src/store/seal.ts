/**
 * Seals national identity numbers before anything is hashed or stored: an opaque citizen id to join on, and a
 * ciphertext that only a later, logged read with a purpose may open. The number in clear never leaves memory.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { HubError } from '../errors.js';

const keyId = '1';

/** Bytes of the tag; said aloud, or Node would accept a shortened one, which can be guessed. */
const authTagLength = 16;

/** Seals and opens identity numbers with keys derived from the hub's secret, one per purpose. */
export interface Sealer {
  /** Opaque, stable id of the person behind a number; a keyed hash, since a plain one is guessed in minutes. */
  toCitizenId(identityNumber: string): string;
  /** AES-256-GCM bound to the record; the same input always gives the same text, so that re-reading changes nothing. */
  seal(clear: string, recordId: string): string;
  /** @throws when the text was changed or belongs to another record. */
  open(sealed: string, recordId: string): string;
}

/** Makes the sealer of one hub. */
export function makeSealer(secret: string): Sealer {
  // Key objects are prepared once; plain bytes would be prepared again for every record.
  const toKey = (purpose: string): KeyObject => createSecretKey(deriveKey(secret, purpose));
  const [indexKey, sealKey, nonceKey] = [toKey('citizen-index'), toKey('seal'), toKey('seal-nonce')];
  return {
    toCitizenId: (identityNumber) =>
      `cit_${createHmac('sha256', indexKey).update(identityNumber).digest('base64url').slice(0, 22)}`,
    seal: (clear, recordId) => {
      // The nonce is derived from what is sealed: two different inputs never share one, equal inputs seal equally.
      const nonce = createHmac('sha256', nonceKey).update(`${recordId}\0${clear}`).digest().subarray(0, 12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(recordId));
      const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
      return [
        keyId,
        nonce.toString('base64url'),
        Buffer.concat([body, cipher.getAuthTag()]).toString('base64url'),
      ].join('.');
    },
    open: (sealed, recordId) => {
      const [sealedBy, nonce = '', text = ''] = sealed.split('.');
      if (sealedBy !== keyId)
        throw new HubError('INTERNAL', `expected a text sealed with key ${keyId}, got another`);
      const bytes = Buffer.from(text, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, Buffer.from(nonce, 'base64url'), {
        authTagLength,
      });
      decipher.setAAD(Buffer.from(recordId)).setAuthTag(bytes.subarray(-authTagLength));
      return Buffer.concat([decipher.update(bytes.subarray(0, -authTagLength)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}

/** Derives a key for one purpose from the hub's secret (HKDF, RFC 5869). */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'lien-thong', purpose, 32));
}
