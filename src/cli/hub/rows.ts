/** An answer of the graph → rows of a table: along a path, through lists, with the names of what was passed on the way. Pure. */
import type { TableRow } from './table.js';

type Values = Readonly<Record<string, unknown>>;

/** The rows at the end of a path of field names; `of` is what they belong to, `onestop.agencies`. */
export function toRows(data: unknown, path: readonly string[]): TableRow[] {
  return walk(data, path, []);
}

function walk(value: unknown, path: readonly string[], names: readonly string[]): TableRow[] {
  if (Array.isArray(value)) return value.flatMap((one) => walk(one, path, names));
  if (!isValues(value)) return [];
  const [field, ...rest] = path;
  if (field === undefined) {
    const of = names.length === 0 ? {} : { of: names.join('.') };
    return [{ ...of, ...flatten(value) }];
  }
  const name = value['name'];
  return walk(value[field], rest, typeof name === 'string' ? [...names, name] : names);
}

/** What lies in an object lies in its row; a list of small objects is told in words. */
function flatten(value: Values): TableRow {
  const cells = Object.entries(value).map(([name, cell]): TableRow => {
    if (isValues(cell)) return flatten(cell);
    if (Array.isArray(cell)) return { [name]: cell.map(toWords).join('; ') };
    return { [name]: cell as string | number | boolean | null };
  });
  return Object.assign({}, ...cells) as TableRow;
}

function toWords(value: unknown): string {
  return isValues(value) ? Object.values(value).map(String).join(': ') : String(value);
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
