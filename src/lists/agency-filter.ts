/** Which agencies a list shows: those that existed on a day, and that meet `AgencyFilter`. */
import type { Level, LocalDay } from '../records/record.js';
import { hasWords, isOneOf, selectRows, type Condition, type Wanted } from './condition.js';
import type { AgencyRow } from './rows.js';
import { isValidOn } from './validity.js';

/** `AgencyFilter` of the graph; all conditions together. */
export interface AgencyFilter {
  text?: Wanted<string>;
  level?: Wanted<readonly Level[]>;
  unit?: Wanted<readonly string[]>;
  onestopPilot?: Wanted<boolean>;
}

/** Whether the agency was on the one-stop pilot [thí điểm một cửa điện tử] on this day. */
export function isOnPilot({ content }: AgencyRow, day: LocalDay): boolean {
  return content.pilotFrom !== null && content.pilotFrom <= day && isValidOn(content, day);
}

/** The agencies that existed on `day` and meet the filter. @throws HubError BAD_INPUT naming `text`. */
export function selectAgencies(
  agencies: Iterable<AgencyRow>,
  filter: AgencyFilter,
  day: LocalDay,
): AgencyRow[] {
  return selectRows(agencies, [
    ({ content }) => isValidOn(content, day),
    isOneOf(filter.level, ({ content }) => content.level),
    isOneOf<AgencyRow, string | null>(filter.unit, ({ content }) => content.unitCode),
    toPilotCondition(filter.onestopPilot, day),
    hasWords(filter.text),
  ]);
}

function toPilotCondition(wanted: Wanted<boolean>, day: LocalDay): Condition<AgencyRow> | null {
  return wanted == null ? null : (row) => isOnPilot(row, day) === wanted;
}
