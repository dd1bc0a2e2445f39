/** What every kind of file is read into: sheets of rows of texts, and the limits all of them keep. */
import { HubError } from '../../../errors.js';

/** A sheet: rows as they stand, every cell a text. */
export interface Table {
  /** Name of the sheet, with that of its file. */
  sheet: string;
  /** Blank ones too, so that the n-th here is the n-th there. */
  rows: string[][];
}

/** How large files may be; a file of an agency is a thousandth of it. */
export const limits = {
  fileBytes: 50e6,
  /** Of everything in an archive, and in a workbook, which is one. */
  unpackedBytes: 300e6,
  archiveEntries: 1_000,
  rows: 200_000,
  columns: 200,
} as const;

/** The refusal of a file as a whole. */
export function toFileFault(expected: string): HubError {
  return new HubError('SOURCE_INVALID', `expected ${expected}`, { source: 'dropfolder' });
}

/** @throws HubError SOURCE_INVALID for a sheet of too many rows. */
export function requireRows(table: Table): Table {
  if (table.rows.length <= limits.rows) return table;
  throw toFileFault(`at most ${limits.rows} rows in sheet ${table.sheet}, came ${table.rows.length}`);
}
