/** The sheets of a file, whatever kind it is: told by its bytes and its name's ending together. */
import { unpack } from './archive.js';
import { readCsv } from './csv.js';
import { readJsonLines } from './json-lines.js';
import { limits, toFileFault, type Table } from './table.js';
import { readWorkbook } from './workbook.js';

const kinds = 'CSV, XLSX, XLS, JSON Lines or a ZIP archive of these';
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isOle = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

/**
 * Reads a file.
 * @throws HubError SOURCE_INVALID for a file that is none of ours, broken or too large.
 */
export async function readTables(name: string, bytes: Uint8Array | null): Promise<Table[]> {
  if (bytes === null || bytes.length > limits.fileBytes)
    throw toFileFault(`a file of at most ${limits.fileBytes} bytes, came a larger one`);
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase();
  if (ending === 'xls' && isOle(bytes)) return readWorkbook(name, bytes);
  if (isZip(bytes) && (ending === 'xlsx' || ending === 'zip')) {
    // Also a workbook is unpacked here first, within limits: what reads it does not keep any.
    const files = await unpack(bytes);
    if (ending === 'xlsx') return readWorkbook(name, bytes);
    const inner = await Promise.all(files.map((file) => readInner(name, file)));
    return inner.flat();
  }
  if (ending === 'csv' || ending === 'tsv') return [readCsv(name, bytes)];
  if (ending === 'jsonl' || ending === 'ndjson') return [readJsonLines(name, bytes)];
  throw toFileFault(`${kinds}, its ending saying which; came ${ending ?? 'a name without ending'}`);
}

function readInner(archive: string, { name, bytes }: { name: string; bytes: Buffer }): Promise<Table[]> {
  if (/\.zip$/i.test(name)) throw toFileFault('files in an archive, came an archive in an archive');
  return readTables(`${archive}/${name}`, bytes);
}
