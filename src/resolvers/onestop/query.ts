/** The one-stop's questions. */
import { proceduresByCode } from '../../lists/orders.js';
import { toPage, type Page, type PageRequest } from '../../lists/page.js';
import { selectProcedures, type ProcedureFilter } from '../../lists/procedure-filter.js';
import type { DossierRow, ProcedureRow, StoredDossier } from '../../lists/rows.js';
import type { SealedDossierContent } from '../../records/dossier.js';
import type { ProcedureContent } from '../../records/procedure.js';
import type { StoredRecord } from '../../records/record.js';
import { findAsOf } from '../as-of.js';
import type { HubContext } from '../context.js';
import { toDossierKey, type DossierKeyArgs } from './dossier-key.js';
import { toDossierPage, type DossierListArgs } from './dossier-page.js';

/** Arguments of a list of procedures. */
export interface ProcedureListArgs extends PageRequest {
  filter?: ProcedureFilter | null;
}

/** The moment whose knowledge is asked for; today's where it is left out. */
interface AsOf {
  asOf?: Date | null;
}

export const onestopQuery = {
  dossier: async (
    _: unknown,
    { asOf, ...args }: DossierKeyArgs & AsOf,
    context: HubContext,
  ): Promise<StoredDossier | null> => {
    const key = toDossierKey(args);
    const { loaders } = context;
    const dossier = await ('code' in key ? loaders.findDossierByCode(key.code) : loaders.findDossier(key.id));
    if (dossier === null || asOf == null) return dossier;
    return findAsOf<SealedDossierContent>('dossier', { id: dossier.id, at: asOf }, context);
  },

  dossiers: (_: unknown, args: DossierListArgs, context: HubContext): Page<DossierRow> =>
    toDossierPage(args, context),

  procedure: (
    _: unknown,
    { code, asOf }: { code: string } & AsOf,
    context: HubContext,
  ): ProcedureRow | null | Promise<StoredRecord<ProcedureContent> | null> =>
    asOf == null
      ? (context.listings.procedure.get(code) ?? null)
      : findAsOf<ProcedureContent>('procedure', { id: code, at: asOf }, context),

  procedures: (
    _: unknown,
    args: ProcedureListArgs,
    { listings, cursors }: HubContext,
  ): Page<ProcedureRow> => {
    const rows = selectProcedures(listings.procedure.values(), args.filter ?? {});
    return toPage(rows, args, { order: proceduresByCode, cursors });
  },
};
