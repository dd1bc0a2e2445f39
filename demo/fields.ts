/** The fields of procedures [lĩnh vực], numbered within the sector of their ministry and shared by the levels. */
import { HubError } from '../src/errors.js';
import { communeRows } from './data/commune-rows.js';
import { districtRows } from './data/district-rows.js';
import type { FieldRow } from './data/procedure-rows.js';
import { provinceRows } from './data/province-rows.js';

/** A field of procedures [lĩnh vực], shared by the levels that have it under one name. */
export interface DemoField {
  code: string;
  name: string;
  /** Code of the ministry whose sector it belongs to. */
  sectorCode: string;
}

/** Every field, in order of code. */
export const demoFields: readonly DemoField[] = makeFields();

/** Code of the field a row of procedures belongs to. */
export function codeOfField({ sector, name }: FieldRow): string {
  const field = demoFields.find((one) => one.name === name && one.sectorCode === sector);
  if (field === undefined)
    throw new HubError('BAD_INPUT', `expected a known field of ${sector}, got '${name}'`);
  return field.code;
}

function makeFields(): DemoField[] {
  const fields = new Map<string, DemoField>();
  const counts = new Map<string, number>();
  for (const { sector, name } of [...provinceRows, ...districtRows, ...communeRows]) {
    const key = `${sector} ${name}`;
    if (fields.has(key)) continue;
    const count = (counts.get(sector) ?? 0) + 1;
    counts.set(sector, count);
    fields.set(key, { code: `${sector}-LV${String(count).padStart(2, '0')}`, name, sectorCode: sector });
  }
  return [...fields.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
