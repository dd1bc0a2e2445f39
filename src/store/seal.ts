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
const nonceLength = 12;

/** Seals and opens identity numbers with keys derived from the hub's secret, one per purpose. */
export interface Sealer {
  /** Opaque, stable id of the person behind a number; a keyed hash, since a plain one is guessed in minutes. */
  toCitizenId(identityNumber: string): string;
  /** AES-256-GCM bound to the record; the same input always gives the same text, so that re-reading changes nothing. */
  seal(clear: string, recordId: string): string;
  /** @throws when the text was changed or belongs to another record. */
  open(sealed: string, recordId: string): string;
  /**
   * Makes the keyed digest of one purpose, 132 bits over a text's UTF-8 or over bytes: equal ones give equal digests within the purpose, and nobody
   * without the key can try texts out.
   */
  makeDigest(purpose: string): (content: string | Uint8Array) => string;
  /** The same over bytes, for pages of a source; `id` is what they are kept under. */
  sealBytes(clear: Uint8Array, id: string): Buffer;
  /** @throws when the bytes were changed or belong to another id. */
  openBytes(sealed: Uint8Array, id: string): Buffer;
}

/** Makes the sealer of one hub. */
export function makeSealer(secret: string): Sealer {
  // Key objects are prepared once; plain bytes would be prepared again for every record.
  const toKey = (purpose: string): KeyObject => createSecretKey(deriveKey(secret, purpose));
  const [indexKey, sealKey, nonceKey] = [toKey('citizen-index'), toKey('seal'), toKey('seal-nonce')];
  /** Nonce, then what is sealed, then the tag. */
  const sealBytes = (clear: Uint8Array, id: string): Buffer => {
    // The nonce is derived from what is sealed: two different inputs never share one, equal inputs seal equally.
    const nonce = createHmac('sha256', nonceKey)
      .update(`${id}\0`)
      .update(clear)
      .digest()
      .subarray(0, nonceLength);
    const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(id));
    return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
  };
  const openBytes = (sealed: Uint8Array, id: string): Buffer => {
    const bytes = Buffer.from(sealed);
    const nonce = bytes.subarray(0, nonceLength);
    const decipher = createDecipheriv('aes-256-gcm', sealKey, nonce, { authTagLength });
    decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(-authTagLength));
    return Buffer.concat([decipher.update(bytes.subarray(nonceLength, -authTagLength)), decipher.final()]);
  };
  return {
    toCitizenId: (identityNumber) =>
      `cit_${createHmac('sha256', indexKey).update(identityNumber).digest('base64url').slice(0, 22)}`,
    seal(clear, recordId) {
      const sealed = sealBytes(Buffer.from(clear, 'utf8'), recordId);
      const [nonce, body] = [sealed.subarray(0, nonceLength), sealed.subarray(nonceLength)];
      return [keyId, nonce.toString('base64url'), body.toString('base64url')].join('.');
    },
    open(sealed, recordId) {
      const [sealedBy, nonce = '', body = ''] = sealed.split('.');
      if (sealedBy !== keyId)
        throw new HubError('INTERNAL', `expected a text sealed with key ${keyId}, got another`);
      const bytes = Buffer.concat([Buffer.from(nonce, 'base64url'), Buffer.from(body, 'base64url')]);
      return openBytes(bytes, recordId).toString('utf8');
    },
    makeDigest(purpose) {
      const key = toKey(`digest\0${purpose}`);
      return (content) => createHmac('sha256', key).update(content).digest('base64url').slice(0, 22);
    },
    sealBytes,
    openBytes,
  };
}

/** Derives a key for one purpose from the hub's secret (HKDF, RFC 5869). */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'lien-thong', purpose, 32));
}
