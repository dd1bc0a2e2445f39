/**
 * The keys of the exchange, read from their file and again whenever it changes: rotation needs no restart. A file that
 * became unreadable leaves the keys as they were and says so in the log.
 */
import { readFile, stat } from 'node:fs/promises';
import { HubError, toMessage } from '../errors.js';
import {
  pickSigningKey,
  readRetiredKeys,
  readSigningKeys,
  toPublishedKey,
  type PublishedKey,
  type SigningKey,
} from '../evidence/keys.js';
import type { Logger } from '../logger.js';

/** The keys of this hub. */
export interface KeyRing {
  /** The key to sign with now. @throws HubError INTERNAL where none is valid. */
  getSigningKey(now: Date): Promise<SigningKey>;
  /** Every key anything was ever signed with. */
  publishedKeys(): Promise<readonly PublishedKey[]>;
}

interface Keys {
  changedAtMs: number;
  signing: readonly SigningKey[];
  published: readonly PublishedKey[];
}

/**
 * Reads the file.
 * @throws HubError BAD_INPUT naming the variable and what is wrong with the file.
 */
export async function openKeyRing(file: string, log: Logger): Promise<KeyRing> {
  let keys = await readKeys(file).catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `EXCHANGE_KEYS_FILE: ${toMessage(cause)}`, { cause });
  });

  async function getKeys(): Promise<Keys> {
    try {
      const { mtimeMs } = await stat(file);
      if (mtimeMs !== keys.changedAtMs) keys = await readKeys(file);
    } catch (error) {
      log.error(
        { reason: toMessage(error) },
        'the file of signing keys cannot be read; the keys stay as they were',
      );
    }
    return keys;
  }

  return {
    getSigningKey: async (now) => pickSigningKey((await getKeys()).signing, now),
    publishedKeys: async () => (await getKeys()).published,
  };
}

async function readKeys(file: string): Promise<Keys> {
  const { mtimeMs } = await stat(file);
  const text = await readFile(file, 'utf8');
  const signing = readSigningKeys(text);
  const published = [...signing.map((key) => toPublishedKey(key)), ...readRetiredKeys(text)];
  return { changedAtMs: mtimeMs, signing, published };
}
