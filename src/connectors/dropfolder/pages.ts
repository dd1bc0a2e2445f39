/**
 * The pages of a file: rows as they stand with what they are headed by, and the file they came from by its SHA-256, so that a figure leads to
 * a row of a file. Written as JSON and read back from it, since a page must be readable without its file.
 */
import { z } from 'zod';
import { HubError, toMessage } from '../../errors.js';
import type { DroppedFile } from './client.js';
import { findColumns } from './columns.js';
import { readTables } from './tables/read-tables.js';
import type { Table } from './tables/table.js';

/** A page as it is kept. */
const pageShape = z.object({
  file: z.string(),
  /** Of the file, hexadecimal. */
  sha256: z.string(),
  fileAt: z.string(),
  sheet: z.string(),
  /** Which rows of the sheet they are, counted as programs show them, from 1. */
  numbers: z.array(z.number()),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  /** Why the file could not be read; empty where it can be again; null for a page of rows. */
  fault: z.string().nullable(),
});

/** A page of a file. */
export type FilePage = z.infer<typeof pageShape>;

/** A file with its bytes; null for those of one that is too large. */
export interface ReadFile extends DroppedFile {
  bytes: Buffer | null;
  hash: string;
}

/** The pages of a file, or the one page that says why there are none. */
export async function toFilePages(file: ReadFile, pageSize: number): Promise<FilePage[]> {
  try {
    const tables = await readTables(file.name, file.bytes);
    const found = tables
      .map((table) => toTablePages(file, table, pageSize))
      .filter((pages) => pages !== null);
    if (found.length > 0) return found.flat();
    return [toNotice(file, 'expected a sheet with headings such as Mã hồ sơ, found none')];
  } catch (fault) {
    if (!(fault instanceof HubError)) throw fault;
    return [toNotice(file, toMessage(fault))];
  }
}

/** The pages of a sheet; null for one without headings. */
function toTablePages(file: ReadFile, { sheet, rows }: Table, pageSize: number): FilePage[] | null {
  const found = findColumns(rows, sheet);
  if (found === null) return null;
  const filled = rows
    .map((cells, n) => ({ cells, number: n + 1 }))
    .filter(({ cells, number }) => number > found.row + 1 && cells.some((text) => text.trim() !== ''));
  const pages: FilePage[] = [];
  for (let start = 0; start < filled.length; start += pageSize) {
    const taken = filled.slice(start, start + pageSize);
    const numbers = taken.map(({ number }) => number);
    const cells = taken.map((row) => row.cells);
    pages.push({ ...toNotice(file, null), sheet, numbers, columns: found.names, rows: cells });
  }
  return pages;
}

/** A page that says something of a file as a whole. */
export function toNotice(
  { name, hash, changedAt }: Pick<ReadFile, 'name' | 'hash' | 'changedAt'>,
  fault: string | null,
): FilePage {
  const from = { file: name, sha256: hash, fileAt: changedAt.toISOString() };
  return { ...from, sheet: '', numbers: [], columns: [], rows: [], fault };
}

/** A page as bytes. */
export function toBytes(page: FilePage): Uint8Array {
  return Buffer.from(JSON.stringify(page));
}

/** The items of a page's bytes. @throws where they are no page. */
export function parseItems(bytes: Uint8Array): readonly unknown[] {
  const page = pageShape.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  if (page.fault !== null) return [{ kind: 'file', file: page.file, fault: page.fault }];
  const { file, fileAt, sheet, numbers } = page;
  return page.rows.map((row, place) => ({
    ...Object.fromEntries(page.columns.map((name, n) => [name, row[n] ?? ''])),
    ...{ kind: 'row', file, fileAt, sheet, row: numbers[place] },
  }));
}
