/**
 * The steps of verifying a proof, each told as a sentence: returned where it holds, thrown where it does not. Which steps
 * there are, and that all are reported, is for proof.ts.
 */
import { HubError } from '../errors.js';
import { hashEvent } from './chain.js';
import { toTitle, verifyCheckpoint } from './checkpoint.js';
import { toEventLeaf } from './event-leaf.js';
import type { PublishedKey } from './keys.js';
import { toLeafHash } from './merkle-hash.js';
import { verifyConsistency, verifyInclusion } from './merkle-verify.js';
import type { ReceiptProof } from './proof.js';
import { receiptClaims, verifyDatedReceipt, type ReceiptClaims } from './receipt.js';
import { readClaims } from './signature.js';

/** The receipt's signature; `isOwn` where the keys come with the proof itself. */
export async function describeSignature(
  { receipt }: ReceiptProof,
  keys: readonly PublishedKey[],
  isOwn: boolean,
): Promise<string> {
  const { claims, key } = await verifyDatedReceipt(receipt, keys);
  const source = isOwn ? ', a key the file brings itself: compare it with the published ones' : '';
  return `receipt ${claims.jti} was signed at ${claims.at} with key '${key.kid}'${source}`;
}

/** The event is the one the receipt is of, and says what the receipt says. */
export function describeEvent({ receipt, event: { core, prev } }: ReceiptProof): string {
  const claims = readClaims(receiptClaims, receipt);
  const hash = hashEvent(core, prev);
  if (hash !== claims.event) throw refusal(`the event's hash is ${hash}; the receipt is of ${claims.event}`);
  const told = toTold({ ...core });
  for (const [field, value] of Object.entries(toToldBy(claims))) {
    if (told[field] !== value) throw refusal(`the receipt and the event differ in ${field}`);
  }
  return `the event has the hash the receipt is of, and is event ${claims.seq} of its dossier`;
}

/** The event is in the log under the checkpoint's root. */
export function describeInclusion({ receipt, inclusion, checkpoint }: ReceiptProof): string {
  const { dossier, seq, event } = readClaims(receiptClaims, receipt);
  const { index, size } = inclusion;
  if (size !== checkpoint.size)
    throw refusal(`the proof is for a log of ${size} leaves, the checkpoint of one of ${checkpoint.size}`);
  const leafHash = toLeafHash(toEventLeaf({ dossier, seq, hash: event }));
  if (!verifyInclusion({ leafHash, ...inclusion, root: checkpoint.root }))
    throw refusal(`the hashes do not lead from the event as leaf ${index} to the checkpoint's root`);
  return `the event is leaf ${index} of ${size} under the checkpoint's root`;
}

/** The checkpoint's signature, by a key that nobody else has. */
export async function describeCheckpoint(
  { checkpoint, later }: ReceiptProof,
  keys: readonly PublishedKey[],
): Promise<string> {
  const { key } = await verifyCheckpoint(checkpoint, keys);
  // Who has a revoked key can make a log of their own and date it back: another key must stand for this one.
  if (later === undefined) requireUnrevoked(key);
  return `${toTitle(checkpoint)} was signed with key '${key.kid}'`;
}

/** The later checkpoint's signature, and that its log begins with the checkpoint's. */
export async function describeConsistency(
  { checkpoint, later }: ReceiptProof & { later: NonNullable<ReceiptProof['later']> },
  keys: readonly PublishedKey[],
): Promise<string> {
  const { key } = await verifyCheckpoint(later.checkpoint, keys);
  requireUnrevoked(key);
  const [old, grown] = [checkpoint, later.checkpoint];
  const sizes = { oldSize: old.size, oldRoot: old.root, newSize: grown.size, newRoot: grown.root };
  if (!verifyConsistency({ ...sizes, hashes: later.hashes }))
    throw refusal(`${toTitle(grown)} does not contain ${toTitle(old)}: the log was rewritten`);
  return `${toTitle(grown)} contains ${toTitle(old)}; it was signed with key '${key.kid}'`;
}

/** What a receipt and its event both say, the instants in epoch milliseconds: the two write them differently. */
function toToldBy(claims: ReceiptClaims): Record<string, unknown> {
  const { dossier, seq, kind, transfer, epoch, body } = claims;
  const [at, claimedAt] = [toMs(claims.at), toMs(claims.claimedAt)];
  return { dossier, seq, kind, transfer, epoch, at, claimedAt, body };
}

/** The same, as the event says it. */
function toTold(core: Partial<Record<string, unknown>>): Record<string, unknown> {
  const { dossier, seq, type, epoch, at, claimedAt, bodyHash, body } = core;
  const hasTransfer = typeof body === 'object' && body !== null && 'transfer' in body;
  const transfer = hasTransfer ? body.transfer : null;
  const [atMs, claimedAtMs] = [toMs(at), toMs(claimedAt)];
  return { dossier, seq, kind: type, transfer, epoch, at: atMs, claimedAt: claimedAtMs, body: bodyHash };
}

function toMs(instant: unknown): unknown {
  return typeof instant === 'string' ? Date.parse(instant) : instant;
}

function requireUnrevoked({ kid, revokedAt }: PublishedKey): void {
  if (revokedAt === null) return;
  throw refusal(`key '${kid}' was revoked at ${revokedAt}: ask for a proof under a later checkpoint`);
}

function refusal(message: string): HubError {
  return new HubError('BAD_INPUT', message);
}
