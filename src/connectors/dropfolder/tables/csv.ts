/** Files of separated values [CSV], RFC 4180 and what Excel makes of it: semicolons or tabs where the comma is the decimal sign. */
import { parse } from 'csv-parse/sync';
import { decodeText } from './text.js';
import { limits, requireRows, toFileFault, type Table } from './table.js';

const separators = [',', ';', '\t'] as const;

/** Reads one. @throws HubError SOURCE_INVALID where it is none. */
export function readCsv(name: string, bytes: Uint8Array): Table {
  const text = decodeText(bytes);
  try {
    const rows = parse(text, {
      delimiter: findSeparator(text),
      bom: true,
      relax_column_count: true,
      max_record_size: 1e6,
      to: limits.rows + 1,
    });
    return requireRows({ sheet: name, rows });
  } catch (fault) {
    // The parser's own message may quote the file.
    const line = (fault as { lines?: number }).lines;
    throw toFileFault(`separated values (RFC 4180), came something else near line ${line ?? 'unknown'}`);
  }
}

/** What stands most often between words of the first lines, outside quotes. */
function findSeparator(text: string): string {
  const head = text
    .split('\n', 5)
    .join('\n')
    .replace(/"[^"]*"/g, '');
  const countOf = (separator: string): number => head.split(separator).length;
  return separators.reduce((best, separator) => (countOf(separator) > countOf(best) ? separator : best));
}
