/** The conditions filters are made of. An absent or null condition holds for every row; an empty list for none. */
import { toTextTest } from './fold.js';

/** Whether a row is wanted. */
export type Condition<Row> = (row: Row) => boolean;

/** A condition a client may leave out. */
export type Wanted<Value> = Value | null | undefined;

/** The value of the row is one of those wanted. */
export function isOneOf<Row, Value>(
  wanted: Wanted<Iterable<Value>>,
  valueOf: (row: Row) => Value,
): Condition<Row> | null {
  if (wanted == null) return null;
  const values = new Set(wanted);
  return (row) => values.has(valueOf(row));
}

/** The value of the row is there, and wanted. */
export function isWhere<Row>(
  bound: Wanted<number>,
  valueOf: (row: Row) => number | null,
  holds: (value: number, bound: number) => boolean,
): Condition<Row> | null {
  if (bound == null) return null;
  return (row) => {
    const value = valueOf(row);
    return value !== null && holds(value, bound);
  };
}

/** Every word of `text` begins a word of the row. @throws HubError BAD_INPUT naming `text` (see `toTextTest`). */
export function hasWords(text: Wanted<string>): Condition<{ text: string }> | null {
  if (text == null) return null;
  const test = toTextTest(text);
  return (row) => test(row.text);
}

/** The rows for which every condition given holds; the cheap ones go first. */
export function selectRows<Row>(rows: Iterable<Row>, conditions: readonly (Condition<Row> | null)[]): Row[] {
  const given = conditions.filter((condition) => condition !== null);
  const selected: Row[] = [];
  for (const row of rows) {
    if (given.every((condition) => condition(row))) selected.push(row);
  }
  return selected;
}
