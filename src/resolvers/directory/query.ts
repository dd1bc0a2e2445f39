/** The directory's questions. */
import { selectAgencies, type AgencyFilter } from '../../lists/agency-filter.js';
import { agenciesByCode, unitsByCode } from '../../lists/orders.js';
import { toPage, type Page, type PageRequest } from '../../lists/page.js';
import type { AgencyRow, UnitRow } from '../../lists/rows.js';
import { selectUnits, type UnitFilter } from '../../lists/unit-filter.js';
import { findCurrentUnit, findUnitOn } from '../../lists/unit-tree.js';
import type { Principal } from '../../principal.js';
import type { AdministrativeUnitContent } from '../../records/administrative-unit.js';
import type { AgencyContent } from '../../records/agency.js';
import type { LocalDay, StoredRecord } from '../../records/record.js';
import { findAsOf } from '../as-of.js';
import type { HubContext } from '../context.js';
import { todayOf } from './today.js';

/** Arguments of a list as of a day. */
interface ListArgs<Filter> extends PageRequest {
  filter?: Filter | null;
  asOf?: LocalDay | null;
}

interface UnitArgs {
  code: string;
  asOf?: LocalDay | null;
  knownAt?: Date | null;
}

interface CalendarDay {
  on: LocalDay;
  working: boolean;
  /** Null on an ordinary day. */
  reason: string | null;
  calendarVersion: string;
}

export const directoryQuery = {
  agency: (
    _: unknown,
    { code, asOf }: { code: string; asOf?: Date | null },
    context: HubContext,
  ): AgencyRow | null | Promise<StoredRecord<AgencyContent> | null> =>
    asOf == null
      ? (context.listings.agency.get(code) ?? null)
      : findAsOf<AgencyContent>('agency', { id: code, at: asOf }, context),

  agencies: (_: unknown, args: ListArgs<AgencyFilter>, context: HubContext): Page<AgencyRow> => {
    const { listings, cursors } = context;
    const rows = selectAgencies(listings.agency.values(), args.filter ?? {}, args.asOf ?? todayOf(context));
    return toPage(rows, args, { order: agenciesByCode, cursors });
  },

  administrativeUnit: (
    _: unknown,
    { code, asOf, knownAt }: UnitArgs,
    context: HubContext,
  ): UnitRow | null | Promise<StoredRecord<AdministrativeUnitContent> | null> => {
    const units = context.listings.administrativeUnit.values();
    const unit =
      asOf == null ? findCurrentUnit(units, code, todayOf(context)) : findUnitOn(units, code, asOf);
    if (unit === null || knownAt == null) return unit;
    const moment = { argument: 'knownAt', at: knownAt };
    return findAsOf<AdministrativeUnitContent>('administrativeUnit', { id: unit.id, ...moment }, context);
  },

  administrativeUnits: (_: unknown, args: ListArgs<UnitFilter>, context: HubContext): Page<UnitRow> => {
    const { listings, cursors } = context;
    const rows = selectUnits(
      listings.administrativeUnit.values(),
      args.filter ?? {},
      args.asOf ?? todayOf(context),
    );
    return toPage(rows, args, { order: unitsByCode, cursors });
  },

  calendarDay: (_: unknown, { on }: { on: LocalDay }, { calendar }: HubContext): CalendarDay => ({
    on,
    ...calendar.describeDay(on),
    calendarVersion: calendar.version,
  }),

  me: (_: unknown, __: unknown, { principal }: HubContext): Principal | null => principal,
};
