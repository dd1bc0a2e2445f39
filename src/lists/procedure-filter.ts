/** Which procedures of the catalogue a list shows: those that meet `ProcedureFilter`. */
import type { ServiceLevel } from '../records/procedure.js';
import type { Level } from '../records/record.js';
import { hasWords, isOneOf, selectRows, type Wanted } from './condition.js';
import type { Listing } from './listing.js';
import type { AgencyRow, ProcedureRow } from './rows.js';

/** `ProcedureFilter` of the graph; all conditions together. */
export interface ProcedureFilter {
  text?: Wanted<string>;
  level?: Wanted<readonly Level[]>;
  serviceLevel?: Wanted<readonly ServiceLevel[]>;
  agency?: Wanted<readonly string[]>;
  field?: Wanted<readonly string[]>;
}

/** The procedures that meet the filter. @throws HubError BAD_INPUT naming `text`. */
export function selectProcedures(
  procedures: Iterable<ProcedureRow>,
  filter: ProcedureFilter,
): ProcedureRow[] {
  return selectRows(procedures, [
    isOneOf(filter.level, ({ content }) => content.level),
    isOneOf<ProcedureRow, ServiceLevel | null>(filter.serviceLevel, ({ content }) => content.serviceLevel),
    isOneOf<ProcedureRow, string | null>(filter.agency, ({ content }) => content.agencyCode),
    isOneOf(filter.field, ({ content }) => content.fieldCode),
    hasWords(filter.text),
  ]);
}

/** The procedures an agency is competent for: its own, and those every agency of its level carries out. */
export function selectProceduresOf(
  procedures: Iterable<ProcedureRow>,
  { code, agencies }: { code: string; agencies: Listing<AgencyRow> },
): ProcedureRow[] {
  const level = agencies.get(code)?.content.level;
  const isCompetent = ({ content }: ProcedureRow): boolean =>
    content.agencyCode === code || (content.agencyCode === null && content.level === level);
  return selectRows(procedures, [isCompetent]);
}
