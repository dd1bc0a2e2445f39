/** `Agency` and its lists, as the directory knows them. */
import { isOnPilot } from '../../lists/agency-filter.js';
import type { AgencyRow, UnitRow } from '../../lists/rows.js';
import { findUnitServed } from '../../lists/unit-tree.js';
import type { AgencyContent } from '../../records/agency.js';
import type { LocalDay } from '../../records/record.js';
import { rowConnection, rowEdge } from '../connections.js';
import type { HubContext } from '../context.js';
import { contentFields } from '../record-fields.js';
import { todayOf } from './today.js';

const agency = {
  __resolveReference: ({ code }: { code: string }, { listings }: HubContext): AgencyRow | null =>
    listings.agency.get(code) ?? null,
  ...contentFields<AgencyContent>('code', 'name', 'level', 'validFrom', 'validTo'),
  unit: (row: AgencyRow, _: unknown, { listings }: HubContext): UnitRow | null =>
    findUnitServed(listings.administrativeUnit.values(), row),
  parent: ({ content }: AgencyRow, _: unknown, { listings }: HubContext): AgencyRow | null =>
    listings.agency.get(content.parentCode ?? '') ?? null,
  onestopPilot: (row: AgencyRow, { asOf }: { asOf?: LocalDay | null }, context: HubContext): boolean =>
    isOnPilot(row, asOf ?? todayOf(context)),
};

export const agencyTypes = { Agency: agency, AgencyConnection: rowConnection, AgencyEdge: rowEdge };
