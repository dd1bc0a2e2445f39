/** The exchange's questions. */
import { fold } from '../../dossiers/custody-state.js';
import { findConsistency } from '../../dossiers/seal-log.js';
import { toTransfer } from '../../dossiers/views.js';
import { HubError } from '../../errors.js';
import type { Checkpoint } from '../../evidence/checkpoint.js';
import type { DossierEvent, EventType } from '../../records/dossier-event.js';
import type { Transfer } from '../../records/exchange.js';
import type { HubContext } from '../context.js';
import type { DossierParent } from './additions.js';
import { findReceipt } from './receipt.js';

export const exchangeQuery = {
  transfer: (_: unknown, { id }: { id: string }, { loaders }: HubContext): Promise<Transfer | null> =>
    loaders.findTransfer(id),
  receipt: (_: unknown, { id }: { id: string }, context: HubContext): Promise<DossierEvent | null> =>
    findReceipt(id, context),
  movement: (
    _: unknown,
    { event }: { event: string },
    { loaders }: HubContext,
  ): Promise<DossierEvent | null> => loaders.findEvent(event),
  checkpoint: (_: unknown, __: unknown, { exchange }: HubContext): Promise<Checkpoint | null> =>
    exchange.sealedLog.checkpoints.findLatest(),
  consistencyProof: async (
    _: unknown,
    { from, to }: { from: number; to: number },
    { exchange: { sealedLog } }: HubContext,
  ): Promise<string[]> => {
    const size = await sealedLog.merkleLog.findSize();
    if (from < 1 || to < from || size < to) {
      throw new HubError(
        'BAD_INPUT',
        `from, to: expected 1 ≤ from ≤ to ≤ ${size}, the log's size; got ${from} and ${to}`,
      );
    }
    return findConsistency(from, to, sealedLog.merkleLog);
  },
};

/** A movement is shown from its event; the transfer is folded up to it, so that it reads the same for ever. */
const movement = {
  dossier: ({ core }: DossierEvent): DossierParent => ({ id: core.dossier }),
  transfer: async ({ core }: DossierEvent, _: unknown, { loaders }: HubContext): Promise<Transfer | null> => {
    const id = 'transfer' in core.body ? core.body.transfer : null;
    const events = (await loaders.findEvents(core.dossier)).map((event) => event.core);
    const state = fold(events.filter(({ seq }) => seq <= core.seq));
    const folded = state?.transfers.find((one) => one.id === id);
    return folded === undefined ? null : toTransfer(core.dossier, folded);
  },
  type: ({ core }: DossierEvent): EventType => core.type,
  at: ({ core }: DossierEvent): Date => new Date(core.at),
};

export const movementTypes = { DossierMovement: movement };
