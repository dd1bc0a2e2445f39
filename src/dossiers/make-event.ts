/** A judged command → the event to insert: its place in the chain, its hash, its signed receipt, its sealed body. */
import { hashEvent } from '../evidence/chain.js';
import { sha256Hex, toCanonicalBytes } from '../evidence/canonical.js';
import type { ReceiptClaims, ReceiptKind } from '../evidence/receipt.js';
import type { AnyEventCore, DossierEvent, EventBodies, EventType } from '../records/dossier-event.js';
import type { ChainCommand } from './chain-command.js';
import { flaggedSkewMs } from './conditions.js';
import { toReceiptId } from './identifiers.js';
import { toEventAt } from './instants.js';
import type { ExchangeParts } from './parts.js';

/** What an event is made of besides its place in the chain. */
export type AnyConsequence = { [Type in EventType]: { type: Type; body: EventBodies[Type] } }[EventType];

/** A command, what follows from it, and what its receipt says of the chain. */
export interface EventDraft {
  command: ChainCommand;
  commandHash: string;
  consequence: AnyConsequence;
  epoch: number;
  /** What the receipt says beside the event itself. */
  describe(core: AnyEventCore): Pick<ReceiptClaims, 'code' | 'transfer' | 'from' | 'to'>;
}

/** What making and inserting events takes. */
export interface EventParts extends Pick<
  ExchangeParts,
  'now' | 'identifiers' | 'signReceipt' | 'bodies' | 'log'
> {
  store: Pick<ExchangeParts['store'], 'events'>;
}

/** Makes the event that comes after `previous`. */
export async function makeEvent(
  { command, commandHash, consequence, epoch, describe }: EventDraft,
  previous: DossierEvent | null,
  parts: EventParts,
): Promise<{ event: DossierEvent; sealedBody: string | null }> {
  const now = parts.now();
  const clear = command.attachment === null ? null : toCanonicalBytes(command.attachment);
  const core: AnyEventCore = {
    dossier: command.dossier,
    seq: (previous?.core.seq ?? 0) + 1,
    command: command.command,
    commandHash,
    agency: command.agency,
    actor: command.actor,
    epoch,
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
      : await parts.signReceipt({ kind, ...toClaims({ id, core, hash }, now), ...describe(core) });
  const sealedBody = clear === null ? null : await parts.bodies.seal(command.dossier, clear);
  return { event: { id, core, prev, hash, receipt }, sealedBody };
}

/** The kind of receipt an event gets; null for notices, which nobody did. */
export function toReceiptKind(type: EventType): ReceiptKind | null {
  return type === 'DUE_SOON' || type === 'OVERDUE' ? null : type;
}

function toClaims(
  { id, core, hash }: Pick<DossierEvent, 'id' | 'core' | 'hash'>,
  now: Date,
): Omit<ReceiptClaims, 'iss' | 'kind' | 'code' | 'transfer' | 'from' | 'to'> {
  const skewMs = core.claimedAt === null ? 0 : Math.abs(Date.parse(core.claimedAt) - now.getTime());
  return {
    jti: toReceiptId(id),
    dossier: core.dossier,
    epoch: core.epoch,
    seq: core.seq,
    event: hash,
    at: core.at,
    claimedAt: core.claimedAt,
    skewed: skewMs > flaggedSkewMs,
    body: core.bodyHash,
  };
}
