/**
 * ZIP archives, workbooks among them: unpacked in memory within limits. What an archive says of its sizes is checked before anything is
 * unpacked and while it is: a bomb is refused by either.
 */
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { HubError } from '../../../errors.js';
import { limits, toFileFault } from './table.js';

/** A file in an archive. */
export interface Unpacked {
  name: string;
  bytes: Buffer;
}

/** How much more than itself an entry may hold: text packs to a hundredth, nothing of ours to less. */
const mostRatio = 200;

/**
 * Unpacks an archive.
 * @throws HubError SOURCE_INVALID for one that is broken, encrypted or too large.
 */
export async function unpack(bytes: Uint8Array): Promise<Unpacked[]> {
  try {
    const archive = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
    return await unpackEntries(archive);
  } catch (fault) {
    if (fault instanceof HubError) throw fault;
    throw toFileFault('a whole ZIP archive or workbook, came one that is broken');
  }
}

async function unpackEntries(archive: ZipFile): Promise<Unpacked[]> {
  if (archive.entryCount > limits.archiveEntries)
    throw toFileFault(`at most ${limits.archiveEntries} files in an archive, came ${archive.entryCount}`);
  const unpacked: Unpacked[] = [];
  let total = 0;
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    requireModest(entry, (total += entry.uncompressedSize));
    // Ends with an error where the entry is longer than it says.
    const bytes = await buffer(await archive.openReadStreamPromise(entry));
    unpacked.push({ name: entry.fileName, bytes });
  }
  return unpacked;
}

function requireModest(entry: Entry, total: number): void {
  if (entry.isEncrypted()) throw toFileFault('an archive without a password, came one with');
  const isBomb = entry.uncompressedSize > 1e6 && entry.uncompressedSize > mostRatio * entry.compressedSize;
  if (isBomb || total > limits.unpackedBytes)
    throw toFileFault(
      `at most ${limits.unpackedBytes} bytes unpacked, and no file ${mostRatio} times its packed size`,
    );
}
