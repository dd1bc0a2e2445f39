/** JSON Lines: an object a line, its fields named as headings are or by our own names. */
import { decodeText } from './text.js';
import { requireRows, type Table } from './table.js';

/** Where a line is put that is no object: the row is refused for what it lacks, and the line is seen. */
const strayHeading = 'line';

/** Reads one. */
export function readJsonLines(name: string, bytes: Uint8Array): Table {
  const lines = decodeText(bytes)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const objects = lines.map(parseLine);
  const headings = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const rows = objects.map((object) => headings.map((heading) => toText(object[heading])));
  return requireRows({ sheet: name, rows: [headings, ...rows] });
}

function parseLine(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // It is told as the stray line it is.
  }
  return { [strayHeading]: line };
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
