/**
 * Which dossiers a list shows: the rows that meet `DossierFilter`. Who may search by name is not asked here
 * (src/resolvers/access.ts).
 */
import { judge, type JudgingRule, type Outcome } from '../figures/outcome.js';
import type { Level, LocalDay } from '../records/record.js';
import { hasWords, isOneOf, isWhere, selectRows, type Condition, type Wanted } from './condition.js';
import type { RowsByKey } from './grouping.js';
import type { Listings } from './listing.js';
import { toEndMs, toStartMs } from './period.js';
import { toChannelCode, toStatusCode, type Channel, type DossierStatus } from './portal-codes.js';
import type { AgencyRow, DossierRow } from './rows.js';
import { findAgenciesUnder } from './unit-tree.js';

/** `DossierFilter` of the graph; all conditions together, days local and inclusive. */
export interface DossierFilter {
  text?: Wanted<string>;
  code?: Wanted<readonly string[]>;
  status?: Wanted<readonly DossierStatus[]>;
  /** Codes of receiving agencies. */
  agency?: Wanted<readonly string[]>;
  holder?: Wanted<readonly string[]>;
  procedure?: Wanted<readonly string[]>;
  /** Codes of administrative units, whenever they bore them. */
  unit?: Wanted<readonly string[]>;
  /** Levels of the receiving agency. */
  level?: Wanted<readonly Level[]>;
  channel?: Wanted<readonly Channel[]>;
  receivedFrom?: Wanted<LocalDay>;
  receivedTo?: Wanted<LocalDay>;
  dueBefore?: Wanted<Date>;
  outcome?: Wanted<readonly Outcome[]>;
  /** Default BY_DATE. */
  rule?: Wanted<JudgingRule>;
}

/** The agency that holds a dossier; its source's record says so until the exchange has moved it. */
export type HolderOf = (row: Pick<DossierRow, 'id' | 'holderCode'>) => string;

/** What a selection of dossiers looks at. */
export interface DossierScope {
  listings: Listings;
  /** The dossiers by receiving agency; spares the pass over all of them. */
  dossiersByAgency: RowsByKey<DossierRow>;
  holders: HolderOf;
  /** The moment outcomes are judged at, in milliseconds since the epoch. */
  nowMs: number;
}

/** The dossiers that meet the filter. @throws HubError BAD_INPUT naming `text`. */
export function selectDossiers(filter: DossierFilter, scope: DossierScope): DossierRow[] {
  const agencyCodes = toAgencyCodes(filter, scope.listings);
  const rows = agencyCodes === null ? scope.listings.dossier.values() : scope.dossiersByAgency(agencyCodes);
  return selectRows(rows, toConditions(filter, scope));
}

/** The dossiers of one applicant; nobody's where the caller is no applicant. */
export function selectOwnDossiers(dossiers: Iterable<DossierRow>, citizenId: string | null): DossierRow[] {
  if (citizenId === null) return [];
  return selectRows(dossiers, [(row) => row.citizenId === citizenId]);
}

/** Codes of the agencies that `agency`, `unit` and `level` leave as receivers; null where none of them is given. */
function toAgencyCodes({ agency, unit, level }: DossierFilter, listings: Listings): Set<string> | null {
  const sets = [agency, unit && findCodesUnder(unit, listings), level && findCodesAt(level, listings)];
  const given = sets.flatMap((codes) => (codes == null ? [] : [new Set(codes)]));
  const [first, ...others] = given;
  if (first === undefined) return null;
  return new Set([...first].filter((code) => others.every((codes) => codes.has(code))));
}

function findCodesUnder(
  unitCodes: readonly string[],
  { administrativeUnit: units, agency: agencies }: Listings,
): string[] {
  const roots = selectRows(units.values(), [isOneOf(unitCodes, ({ content }) => content.code)]);
  return toCodes(findAgenciesUnder(roots, { units: units.values(), agencies: agencies.values() }));
}

function findCodesAt(levels: readonly Level[], { agency: agencies }: Listings): string[] {
  return toCodes(selectRows(agencies.values(), [isOneOf(levels, ({ content }) => content.level)]));
}

function toCodes(agencies: readonly AgencyRow[]): string[] {
  return agencies.map(({ content }) => content.code);
}

function toConditions(
  filter: DossierFilter,
  { holders, nowMs }: DossierScope,
): (Condition<DossierRow> | null)[] {
  const { receivedFrom, receivedTo, dueBefore } = filter;
  return [
    isOneOf(filter.status?.map(toStatusCode), ({ statusCode }) => statusCode),
    isOneOf(filter.channel?.map(toChannelCode), ({ channelCode }) => channelCode),
    isOneOf(filter.holder, holders),
    isOneOf(filter.procedure, ({ procedureCode }) => procedureCode),
    isWhere(
      receivedFrom == null ? null : toStartMs(receivedFrom),
      ({ receivedAtMs }) => receivedAtMs,
      (at, from) => at >= from,
    ),
    isWhere(
      receivedTo == null ? null : toEndMs(receivedTo),
      ({ receivedAtMs }) => receivedAtMs,
      (at, end) => at < end,
    ),
    isWhere(
      dueBefore?.getTime(),
      ({ dueAtMs }) => dueAtMs,
      (at, end) => at < end,
    ),
    hasAnyCode(filter.code),
    toOutcomeCondition(filter, nowMs),
    hasWords(filter.text),
  ];
}

function hasAnyCode(wanted: Wanted<readonly string[]>): Condition<DossierRow> | null {
  if (wanted == null) return null;
  const codes = new Set(wanted);
  return (row) => row.codes.some((code) => codes.has(code));
}

function toOutcomeCondition({ outcome, rule }: DossierFilter, nowMs: number): Condition<DossierRow> | null {
  return isOneOf(outcome, (row: DossierRow) => judge(row, rule ?? 'BY_DATE', nowMs));
}
