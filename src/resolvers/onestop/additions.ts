/** What the one-stop adds to entities of the directory: dossiers and procedures of agencies, counts of units, own dossiers. */
import type { DossierCounts } from '../../figures/dossier-counts.js';
import type { JudgingRule } from '../../figures/outcome.js';
import { selectOwnDossiers } from '../../lists/dossier-filter.js';
import { dossierOrders, proceduresByCode } from '../../lists/orders.js';
import { toPage, type Page, type PageRequest } from '../../lists/page.js';
import type { Period } from '../../lists/period.js';
import { selectProcedures, selectProceduresOf } from '../../lists/procedure-filter.js';
import type { DossierRow, ProcedureRow, UnitRow } from '../../lists/rows.js';
import { countUnitDossiers } from '../../lists/unit-counts.js';
import { requireCaller } from '../access.js';
import type { HubContext } from '../context.js';
import { toReceivedPage, type DossierListArgs } from './dossier-page.js';
import type { ProcedureListArgs } from './query.js';
import type { AgencyReference } from '../agency-reference.js';

const agency = {
  __resolveReference: ({ code }: AgencyReference): AgencyReference => ({ code }),
  dossiers: ({ code }: AgencyReference, args: DossierListArgs, context: HubContext): Page<DossierRow> =>
    toReceivedPage(code, args, context),
  procedures: (
    { code }: AgencyReference,
    args: ProcedureListArgs,
    context: HubContext,
  ): Page<ProcedureRow> => {
    const { listings, cursors } = context;
    const competent = selectProceduresOf(listings.procedure.values(), { code, agencies: listings.agency });
    return toPage(selectProcedures(competent, args.filter ?? {}), args, { order: proceduresByCode, cursors });
  },
};

const administrativeUnit = {
  __resolveReference: ({ id }: { id: string }, { listings }: HubContext): UnitRow | null =>
    listings.administrativeUnit.get(id) ?? null,
  dossierCounts: (unit: UnitRow, { period, rule }: CountArgs, context: HubContext): DossierCounts =>
    countUnitDossiers(unit, { period, rule: rule ?? 'BY_DATE' }, context),
};

const caller = {
  __resolveReference: ({ id }: { id: string }): { id: string } => ({ id }),
  dossiers: ({ id }: { id: string }, args: PageRequest, context: HubContext): Page<DossierRow> => {
    const { principal, listings, cursors } = context;
    const { citizenId } = requireCaller(principal, id);
    const rows = selectOwnDossiers(listings.dossier.values(), citizenId);
    return toPage(rows, args, { order: dossierOrders.RECEIVED_AT_DESC, cursors });
  },
};

interface CountArgs {
  period: Period;
  rule?: JudgingRule | null;
}

export const agencyTypes = { Agency: agency };
export const unitTypes = { AdministrativeUnit: administrativeUnit };
export const callerTypes = { Caller: caller };
