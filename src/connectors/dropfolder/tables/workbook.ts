/**
 * Workbooks, .xlsx and the older .xls (BIFF8). Codes keep the zeros they are shown with, days come as texts, and a formula is told as one: what it
 * says depends on who opens it, so it is no value of anybody's.
 */
import { read, SSF, utils, type CellObject, type WorkSheet } from '@e965/xlsx';
import { limits, requireRows, toFileFault, type Table } from './table.js';

/** Dates as sheets keep them: a number and the form it is shown in. The library gives this part no types. */
const sheetDates = SSF as {
  is_date(form: string): boolean;
  parse_date_code(
    value: number,
    options: { date1904: boolean },
  ): Record<'y' | 'm' | 'd' | 'H' | 'M' | 'S', number>;
};

/** Reads one. @throws HubError SOURCE_INVALID where it is none, or has a password. */
export function readWorkbook(name: string, bytes: Uint8Array): Table[] {
  let book;
  try {
    book = read(bytes, { type: 'buffer', cellNF: true, cellHTML: false });
  } catch {
    throw toFileFault('a workbook without a password, came something else');
  }
  const isFrom1904 = book.Workbook?.WBProps?.date1904 === true;
  return Object.entries(book.Sheets).map(([sheet, cells]) =>
    requireRows({ sheet: `${name}/${sheet}`, rows: toRows(cells, isFrom1904) }),
  );
}

/** Only cells that are there are looked at: a sheet may claim a million rows for a colour. */
function toRows(sheet: WorkSheet, isFrom1904: boolean): string[][] {
  const rows: string[][] = [];
  for (const [address, cell] of Object.entries(sheet)) {
    if (address.startsWith('!')) continue;
    const { r, c } = utils.decode_cell(address);
    const text = toText(cell as CellObject, isFrom1904);
    if (text !== '' && (r > limits.rows || c > limits.columns))
      throw toFileFault(
        `at most ${limits.rows} rows and ${limits.columns} columns, found a value at ${address}`,
      );
    if (text !== '') (rows[r] ??= [])[c] = text;
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (text) => text ?? ''));
}

function toText(cell: CellObject, isFrom1904: boolean): string {
  if (cell.f !== undefined) return `=${cell.f}`;
  if (cell.v === undefined || cell.v === null) return '';
  if (cell.t === 'n' && typeof cell.z === 'string' && sheetDates.is_date(cell.z))
    return toDayText(Number(cell.v), isFrom1904);
  const text = cell.t === 's' ? String(cell.v) : (cell.w ?? String(cell.v));
  return text.normalize('NFC');
}

/** A day or moment of a sheet, as sheets mean it: local time, without a zone. */
function toDayText(value: number, isFrom1904: boolean): string {
  const { y, m, d, H, M, S } = sheetDates.parse_date_code(value, { date1904: isFrom1904 });
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(d)}/${two(m)}/${y} ${two(H)}:${two(M)}:${two(Math.floor(S))}`;
}
