/** `Transfer` and its lists. The sender's opinion is guarded in the SDL. */
import { readAttachment } from '../../dossiers/attachment.js';
import type { DossierEvent } from '../../records/dossier-event.js';
import type { Transfer } from '../../records/exchange.js';
import { anyConnection, rowEdge } from '../connections.js';
import { toAgencyReference, type AgencyReference } from '../agency-reference.js';
import type { HubContext } from '../context.js';
import type { DossierParent } from './additions.js';

const transfer = {
  __resolveReference: ({ id }: { id: string }, { loaders }: HubContext): Promise<Transfer | null> =>
    loaders.findTransfer(id),
  dossier: ({ dossier }: Transfer): DossierParent => ({ id: dossier }),
  from: ({ from }: Transfer): AgencyReference => ({ code: from }),
  to: ({ to }: Transfer): AgencyReference => ({ code: to }),
  originalTo: ({ to, originalTo }: Transfer): AgencyReference | null =>
    originalTo === to ? null : toAgencyReference(originalTo),
  note: async (
    { dossier, id }: Transfer,
    _: unknown,
    { loaders, exchange }: HubContext,
  ): Promise<string | null> => {
    const sent = (await loaders.findEvents(dossier)).find(
      ({ core }) => core.type === 'SENT' && core.body.transfer === id,
    );
    return sent === undefined ? null : ((await readAttachment(sent, exchange.parts))?.note ?? null);
  },
  receipts: async ({ dossier, id }: Transfer, _: unknown, { loaders }: HubContext): Promise<DossierEvent[]> =>
    (await loaders.findEvents(dossier)).filter(
      ({ core, receipt }) => receipt !== null && 'transfer' in core.body && core.body.transfer === id,
    ),
};

export const transferTypes = {
  Transfer: transfer,
  TransferConnection: anyConnection,
  TransferEdge: rowEdge,
};
