/** `DossierEvent` and its lists. */
import type { DossierEvent, EventType } from '../../records/dossier-event.js';
import type { Transfer } from '../../records/exchange.js';
import type { AgencyReference } from '../agency-reference.js';
import { rowConnection, rowEdge } from '../connections.js';
import type { HubContext } from '../context.js';

const dossierEvent = {
  seq: ({ core }: DossierEvent): number => core.seq,
  type: ({ core }: DossierEvent): EventType => core.type,
  agency: ({ core }: DossierEvent): AgencyReference => ({ code: core.agency }),
  actor: ({ core }: DossierEvent): string => core.actor,
  epoch: ({ core }: DossierEvent): number => core.epoch,
  at: ({ core }: DossierEvent): Date => new Date(core.at),
  claimedAt: ({ core }: DossierEvent): Date | null =>
    core.claimedAt === null ? null : new Date(core.claimedAt),
  transfer: async ({ core }: DossierEvent, _: unknown, { loaders }: HubContext): Promise<Transfer | null> => {
    const id = 'transfer' in core.body ? core.body.transfer : null;
    return id === null ? null : loaders.findTransfer(id);
  },
  receipt: (event: DossierEvent): DossierEvent | null => (event.receipt === null ? null : event),
};

export const eventTypes = {
  DossierEvent: dossierEvent,
  DossierEventConnection: rowConnection,
  DossierEventEdge: rowEdge,
};
