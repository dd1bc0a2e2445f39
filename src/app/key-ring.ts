/**
 * The keys of the exchange, read from their file and again whenever it changes: rotation needs no restart.
 */
import {
  pickSigningKey,
  readRetiredKeys,
  readSigningKeys,
  toPublishedKey,
  type PublishedKey,
  type SigningKey,
} from '../evidence/keys.js';
import { followFile } from '../followed-file.js';
import type { Logger } from '../logger.js';

/** The keys of this hub. */
export interface KeyRing {
  /** The key to sign with now. @throws HubError INTERNAL where none is valid. */
  getSigningKey(now: Date): Promise<SigningKey>;
  /** Every key anything was ever signed with. */
  publishedKeys(): Promise<readonly PublishedKey[]>;
}

interface Keys {
  signing: readonly SigningKey[];
  published: readonly PublishedKey[];
}

/**
 * Reads the file.
 * @throws HubError BAD_INPUT naming the variable and what is wrong with the file.
 */
export async function openKeyRing(file: string, log: Logger): Promise<KeyRing> {
  const getKeys = await followFile({
    variable: 'EXCHANGE_KEYS_FILE',
    ...{ file, log, restMs: 0 },
    parse: toKeys,
  });
  return {
    getSigningKey: async (now) => pickSigningKey((await getKeys()).signing, now),
    publishedKeys: async () => (await getKeys()).published,
  };
}

function toKeys(text: string): Keys {
  const signing = readSigningKeys(text);
  const published = [...signing.map((key) => toPublishedKey(key)), ...readRetiredKeys(text)];
  return { signing, published };
}
