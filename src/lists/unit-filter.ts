/** Which administrative units a list shows: those valid on a day that meet `AdministrativeUnitFilter`. */
import type { Level, LocalDay } from '../records/record.js';
import { hasWords, isOneOf, selectRows, type Wanted } from './condition.js';
import type { UnitRow } from './rows.js';
import { isValidOn } from './validity.js';

/** `AdministrativeUnitFilter` of the graph; all conditions together. */
export interface UnitFilter {
  text?: Wanted<string>;
  level?: Wanted<readonly Level[]>;
  /** Codes of units directly above. */
  parent?: Wanted<readonly string[]>;
}

/** The units valid on `day` that meet the filter. @throws HubError BAD_INPUT naming `text`. */
export function selectUnits(units: Iterable<UnitRow>, filter: UnitFilter, day: LocalDay): UnitRow[] {
  return selectRows(units, [
    ({ content }) => isValidOn(content, day),
    isOneOf(filter.level, ({ content }) => content.level),
    isOneOf<UnitRow, string | null>(filter.parent, ({ content }) => content.parentCode),
    hasWords(filter.text),
  ]);
}
