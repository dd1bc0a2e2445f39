/** Every list of dossiers in the graph: its arguments, and what they ask of the caller. */
import { selectDossiers, type DossierFilter } from '../../lists/dossier-filter.js';
import { dossierOrders, type DossierOrder } from '../../lists/orders.js';
import { toPage, type Page, type PageRequest } from '../../lists/page.js';
import type { DossierRow } from '../../lists/rows.js';
import { requireScope } from '../access.js';
import type { HubContext } from '../context.js';
import { toDossierCode } from './dossier-key.js';

/** Arguments of a list of dossiers. */
export interface DossierListArgs extends PageRequest {
  filter?: DossierFilter | null;
  orderBy?: DossierOrder | null;
}

/**
 * The page of dossiers asked for.
 * @throws HubError BAD_INPUT naming the argument; UNAUTHENTICATED or FORBIDDEN for a search by text without the scope.
 */
export function toDossierPage(args: DossierListArgs, context: HubContext): Page<DossierRow> {
  const { code, ...filter } = args.filter ?? {};
  if (filter.text != null)
    requireScope(context.principal, 'dossier:personal', 'text: searching names of applicants');
  const { listings, dossiersByAgency, holders, cursors, now } = context;
  const rows = selectDossiers(
    { ...filter, code: code?.map(toDossierCode) },
    { listings, dossiersByAgency, holders, nowMs: now().getTime() },
  );
  return toPage(rows, args, { order: dossierOrders[args.orderBy ?? 'RECEIVED_AT_DESC'], cursors });
}

/** The page of the dossiers one agency received, whatever else the filter asks. */
export function toReceivedPage(
  agencyCode: string,
  args: DossierListArgs,
  context: HubContext,
): Page<DossierRow> {
  const asked = args.filter?.agency;
  const agency = asked == null || asked.includes(agencyCode) ? [agencyCode] : [];
  return toDossierPage({ ...args, filter: { ...args.filter, agency } }, context);
}
