/** The one-stop's questions. */
import { proceduresByCode } from '../../lists/orders.js';
import { toPage, type Page, type PageRequest } from '../../lists/page.js';
import { selectProcedures, type ProcedureFilter } from '../../lists/procedure-filter.js';
import type { DossierRow, ProcedureRow, StoredDossier } from '../../lists/rows.js';
import type { HubContext } from '../context.js';
import { toDossierKey, type DossierKeyArgs } from './dossier-key.js';
import { toDossierPage, type DossierListArgs } from './dossier-page.js';

/** Arguments of a list of procedures. */
export interface ProcedureListArgs extends PageRequest {
  filter?: ProcedureFilter | null;
}

export const onestopQuery = {
  dossier: (_: unknown, args: DossierKeyArgs, { loaders }: HubContext): Promise<StoredDossier | null> => {
    const key = toDossierKey(args);
    return 'code' in key ? loaders.findDossierByCode(key.code) : loaders.findDossier(key.id);
  },

  dossiers: (_: unknown, args: DossierListArgs, context: HubContext): Page<DossierRow> =>
    toDossierPage(args, context),

  procedure: (_: unknown, { code }: { code: string }, { listings }: HubContext): ProcedureRow | null =>
    listings.procedures.get(code) ?? null,

  procedures: (
    _: unknown,
    args: ProcedureListArgs,
    { listings, cursors }: HubContext,
  ): Page<ProcedureRow> => {
    const rows = selectProcedures(listings.procedures.values(), args.filter ?? {});
    return toPage(rows, args, { order: proceduresByCode, cursors });
  },
};
