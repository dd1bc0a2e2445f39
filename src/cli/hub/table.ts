/** Rows → a table for people: columns as wide as what is in them. Pure. */

/** A row by column. */
export type TableRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The table; a line saying so where there is nothing. */
export function toTable(rows: readonly TableRow[]): string {
  const [first] = rows;
  if (first === undefined) return 'nothing\n';
  const columns = Object.keys(first);
  const cells = rows.map((row) => columns.map((column) => toCell(row[column])));
  const widths = columns.map((column, n) =>
    Math.max(column.length, ...cells.map((line) => line[n]?.length ?? 0)),
  );
  const toLine = (line: readonly string[]): string =>
    line
      .map((cell, n) => cell.padEnd(widths[n] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[columns, ...cells].map(toLine).join('\n')}\n`;
}

function toCell(value: TableRow[string]): string {
  return value === null || value === undefined ? '–' : String(value).replaceAll(/\s+/g, ' ');
}
