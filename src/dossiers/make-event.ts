/** A judged command → the event to insert: its place in the chain, its hash, its signed receipt, its sealed body. */
import { hashEvent } from '../evidence/chain.js';
import { sha256Hex, toCanonicalBytes } from '../evidence/canonical.js';
import type { ReceiptClaims } from '../evidence/receipt.js';
import type { DossierEvent } from '../records/dossier-event.js';
import type { Attachment, Command } from './command.js';
import { flaggedSkewMs } from './conditions.js';
import { apply, type CustodyState } from './custody-state.js';
import { toReceiptId } from './identifiers.js';
import { toEventAt } from './instants.js';
import type { ExchangeParts } from './parts.js';
import { toEpoch, toReceiptKind, type Consequence } from './rules.js';

/** A command, what follows from it, and the state it was judged by; null where it opens the dossier. */
export interface EventDraft {
  command: Command;
  commandHash: string;
  consequence: Consequence;
  state: CustodyState | null;
}

/** Makes the event that comes after `previous`. */
export async function makeEvent(
  { command, commandHash, consequence, state }: EventDraft,
  previous: DossierEvent | null,
  parts: ExchangeParts,
): Promise<{ event: DossierEvent; sealedBody: string | null }> {
  const now = parts.now();
  const clear = toClearBytes(command.attachment);
  const core = {
    dossier: command.dossier,
    seq: (previous?.core.seq ?? 0) + 1,
    command: command.command,
    commandHash,
    agency: command.agency,
    actor: command.actor,
    epoch:
      consequence.type === 'OPENED' ? consequence.body.epoch : toEpoch(consequence.type, state?.epoch ?? 0),
    at: toEventAt(now, previous?.core.at ?? null),
    claimedAt: command.claimedAt,
    bodyHash: clear === null ? null : sha256Hex(clear),
    ...consequence,
  };
  const prev = previous?.hash ?? null;
  const hash = hashEvent(core, prev);
  const id = parts.identifiers.makeEventId(now);
  const kind = toReceiptKind(core.type);
  const receipt =
    kind === null
      ? null
      : await parts.signReceipt({ kind, ...toClaims({ id, core, hash }, { before: state, now }) });
  const sealedBody = clear === null ? null : await parts.bodies.seal(command.dossier, clear);
  return { event: { id, core, prev, hash, receipt }, sealedBody };
}

/** The bytes that are hashed and sealed; null where there is nothing to seal. */
function toClearBytes(attachment: Attachment | null): Buffer | null {
  return attachment === null ? null : toCanonicalBytes(attachment);
}

function toClaims(
  { id, core, hash }: Pick<DossierEvent, 'id' | 'core' | 'hash'>,
  { before, now }: { before: CustodyState | null; now: Date },
): Omit<ReceiptClaims, 'iss' | 'kind'> {
  const after = apply(before, core);
  const named = 'transfer' in core.body ? core.body.transfer : null;
  const transfer = after.transfers.find((one) => one.id === named) ?? null;
  const skewMs = core.claimedAt === null ? 0 : Math.abs(Date.parse(core.claimedAt) - now.getTime());
  return {
    jti: toReceiptId(id),
    dossier: core.dossier,
    code: after.opening.code,
    transfer: transfer?.id ?? null,
    from: transfer?.from ?? before?.holder ?? null,
    to: transfer?.to ?? after.holder,
    epoch: core.epoch,
    seq: core.seq,
    event: hash,
    at: core.at,
    claimedAt: core.claimedAt,
    skewed: skewMs > flaggedSkewMs,
    body: core.bodyHash,
  };
}
