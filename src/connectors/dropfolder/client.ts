/** The folder itself: which files lie in it, and their bytes. Reads only; knows nothing of what is in them. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadContext } from '../connector.js';
import type { DropfolderSettings } from './settings.js';

/** A file that lies in the folder. */
export interface DroppedFile {
  name: string;
  changedAt: Date;
  sizeBytes: number;
}

/** The folder. */
export interface DropClient {
  /** The files that have settled, the one changed first coming first. */
  listFiles(): Promise<DroppedFile[]>;
  /** Its bytes with their SHA-256 in hexadecimal; null where it has gone since it was listed. */
  readFile(name: string): Promise<{ bytes: Buffer; hash: string } | null>;
}

/** What is still being written, or is no file of anybody's: hidden, half copied, locked by an office program. */
const unfinished = /^(?:\.|~\$)|\.(?:part|partial|tmp|crdownload)$/i;

/** Opens the folder of the settings, over the limits and the patience the engine lends. */
export function openFolder({ http, settings, signal, now }: ReadContext<DropfolderSettings>): DropClient {
  const { folder, settleSeconds } = settings;

  async function list(): Promise<DroppedFile[]> {
    const names = (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && !unfinished.test(entry.name))
      .map(({ name }) => name);
    const files = await Promise.all(names.map(look));
    const settledBy = now().getTime() - settleSeconds * 1_000;
    return files
      .filter((file) => file !== null)
      .filter(({ changedAt }) => changedAt.getTime() <= settledBy || settleSeconds === 0)
      .sort((a, b) => a.changedAt.getTime() - b.changedAt.getTime() || (a.name < b.name ? -1 : 1));
  }

  async function look(name: string): Promise<DroppedFile | null> {
    const found = await stat(join(folder, name)).catch(nullIfGone);
    return found === null ? null : { name, changedAt: found.mtime, sizeBytes: found.size };
  }

  return {
    listFiles: () => http.call({ operation: 'list', signal, act: list }),
    async readFile(name) {
      const act = (): Promise<Buffer | null> => readFile(join(folder, name), { signal }).catch(nullIfGone);
      const bytes = await http.call({ operation: 'read', signal, act });
      return bytes === null ? null : { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
    },
  };
}

function nullIfGone(fault: NodeJS.ErrnoException): null {
  if (fault.code === 'ENOENT') return null;
  throw fault;
}
