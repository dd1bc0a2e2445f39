/** `AdministrativeUnit` and its lists, as the directory knows them. */
import type { UnitRow } from '../../lists/rows.js';
import { findParent, findPredecessors, findSuccessors } from '../../lists/unit-tree.js';
import type { AdministrativeUnitContent } from '../../records/administrative-unit.js';
import { rowConnection, rowEdge } from '../connections.js';
import type { HubContext } from '../context.js';
import { contentFields } from '../record-fields.js';

const administrativeUnit = {
  __resolveReference: ({ id }: { id: string }, { listings }: HubContext): UnitRow | null =>
    listings.administrativeUnit.get(id) ?? null,
  ...contentFields<AdministrativeUnitContent>('code', 'name', 'kind', 'level', 'validFrom', 'validTo'),
  parent: (row: UnitRow, _: unknown, { listings }: HubContext): UnitRow | null =>
    findParent(listings.administrativeUnit.values(), row),
  predecessors: (row: UnitRow, _: unknown, { listings }: HubContext): UnitRow[] | null =>
    findPredecessors(listings.administrativeUnit, row),
  successors: (row: UnitRow, _: unknown, { listings }: HubContext): UnitRow[] =>
    findSuccessors(listings.administrativeUnit.values(), row),
};

export const unitTypes = {
  AdministrativeUnit: administrativeUnit,
  AdministrativeUnitConnection: rowConnection,
  AdministrativeUnitEdge: rowEdge,
};
