/** The orders lists can be read in. Names go into cursors: a renamed order invalidates the cursors given out for it. */
import type { Order } from './page.js';
import type { DossierEvent } from '../records/dossier-event.js';
import type { Transfer } from '../records/exchange.js';
import type { AgencyRow, DossierRow, ProcedureRow, UnitRow } from './rows.js';

export const agenciesByCode: Order<AgencyRow> = {
  name: 'agency.code',
  direction: 'ASC',
  key: ({ content }) => content.code,
};

export const unitsByCode: Order<UnitRow> = {
  name: 'administrativeUnit.code',
  direction: 'ASC',
  key: ({ content }) => content.code,
};

export const proceduresByCode: Order<ProcedureRow> = {
  name: 'procedure.code',
  direction: 'ASC',
  key: ({ content }) => content.code,
};

/** `DossierOrder` of the graph. */
export type DossierOrder = 'RECEIVED_AT_DESC' | 'RECEIVED_AT_ASC' | 'DUE_AT_ASC' | 'DUE_AT_DESC';

const toReceivedAt = ({ receivedAtMs }: DossierRow): number | null => receivedAtMs;
const toDueAt = ({ dueAtMs }: DossierRow): number | null => dueAtMs;

/** The orders of dossiers by their names in the graph; a dossier without the instant comes last. */
export const dossierOrders: Readonly<Record<DossierOrder, Order<DossierRow>>> = {
  RECEIVED_AT_DESC: { name: 'dossier.receivedAt.desc', direction: 'DESC', key: toReceivedAt },
  RECEIVED_AT_ASC: { name: 'dossier.receivedAt.asc', direction: 'ASC', key: toReceivedAt },
  DUE_AT_ASC: { name: 'dossier.dueAt.asc', direction: 'ASC', key: toDueAt },
  DUE_AT_DESC: { name: 'dossier.dueAt.desc', direction: 'DESC', key: toDueAt },
};

/** By id, which grows with time. */
export const transfersNewestFirst: Order<Transfer> = {
  name: 'dossier.transfer.id.desc',
  direction: 'DESC',
  key: ({ id }) => id,
};

export const eventsInOrder: Order<DossierEvent> = {
  name: 'dossier.event.seq',
  direction: 'ASC',
  key: ({ core }) => core.seq,
};
