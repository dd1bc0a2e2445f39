/** `Receipt`, shown from the event it is of, with its place in the log and the file that verifies offline. */
import { toEventId, toReceiptId } from '../../dossiers/identifiers.js';
import type { EventProof } from '../../dossiers/seal-log.js';
import type { Checkpoint } from '../../evidence/checkpoint.js';
import type { ReceiptProof } from '../../evidence/proof.js';
import type { DossierEvent, EventType } from '../../records/dossier-event.js';
import type { HubContext } from '../context.js';
import type { DossierParent } from './additions.js';

/** The event a receipt's id stands for; null where there is no such receipt. */
export async function findReceipt(id: string, { loaders }: HubContext): Promise<DossierEvent | null> {
  const eventId = toEventId(id);
  const event = eventId === null ? null : await loaders.findEvent(eventId);
  return event?.receipt == null ? null : event;
}

const receipt = {
  __resolveReference: ({ id }: { id: string }, context: HubContext): Promise<DossierEvent | null> =>
    findReceipt(id, context),
  id: ({ id }: DossierEvent): string => toReceiptId(id),
  kind: ({ core }: DossierEvent): EventType => core.type,
  signedAt: ({ core }: DossierEvent): Date => new Date(core.at),
  jws: ({ receipt: jws }: DossierEvent): string | null => jws,
  dossier: ({ core }: DossierEvent): DossierParent => ({ id: core.dossier }),
  inclusionProof: async (
    { id }: DossierEvent,
    _: unknown,
    { loaders }: HubContext,
  ): Promise<EventProof['inclusion'] | null> => (await loaders.findEventProof(id))?.inclusion ?? null,
  checkpoint: async ({ id }: DossierEvent, _: unknown, { loaders }: HubContext): Promise<Checkpoint | null> =>
    (await loaders.findEventProof(id))?.checkpoint ?? null,
  proof: async (
    { id, core, prev, receipt: jws }: DossierEvent,
    _: unknown,
    { loaders, exchange }: HubContext,
  ): Promise<string | null> => {
    const found = await loaders.findEventProof(id);
    if (found === null || jws === null) return null;
    const keys = await exchange.publishedKeys();
    const proof: ReceiptProof = { receipt: jws, event: { core, prev }, ...found, keys };
    return JSON.stringify(proof);
  },
};

const checkpoint = { at: ({ at }: Checkpoint): Date => new Date(at) };

export const receiptTypes = { Receipt: receipt, Checkpoint: checkpoint };
