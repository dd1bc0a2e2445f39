/** A hub's evidence in miniature: keys, the events of one dossier, the log they lie in, receipts and proofs of them. */
import { generateKeyPairSync } from 'node:crypto';
import { sha256Hex } from '../../src/evidence/canonical.js';
import { hashEvent } from '../../src/evidence/chain.js';
import { signCheckpoint, type Checkpoint } from '../../src/evidence/checkpoint.js';
import { toEventLeaf } from '../../src/evidence/event-leaf.js';
import { toPublishedKey, type PublicJwk, type SigningKey } from '../../src/evidence/keys.js';
import { proveConsistency, proveInclusion, toLeafHash, toRoot } from '../../src/evidence/merkle.js';
import type { ReceiptProof } from '../../src/evidence/proof.js';
import { signReceipt, type ReceiptClaims } from '../../src/evidence/receipt.js';
import type { AnyEventCore } from '../../src/records/dossier-event.js';

export const iss = 'lien-thong';
export const dossier = 'dos_7';

/** An event as the store keeps it, as far as evidence knows it. */
export interface SampleEvent {
  seq: number;
  core: AnyEventCore;
  prev: string | null;
  hash: string;
}

/** A fresh key valid from a moment, for ever unless an end is given. */
export function makeKey(kid: string, validFrom: string, validTo: string | null = null): SigningKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = privateKey.export({ format: 'jwk' }) as unknown as PublicJwk;
  return {
    kid,
    privateKey,
    publicJwk: { kty, crv, x, y },
    validFrom: new Date(validFrom),
    validTo: validTo === null ? null : new Date(validTo),
  };
}

export const key = makeKey('hub-1', '2018-01-01T00:00:00+07:00');

const shared = { dossier, commandHash: sha256Hex(Buffer.from('command')), claimedAt: null, bodyHash: null };

function makeCore(seq: number): AnyEventCore {
  const at = new Date(Date.parse('2018-05-07T02:00:00.000Z') + seq * 60_000).toISOString();
  const told = { ...shared, seq, command: `officer ${seq}`, actor: 'officer', at, epoch: Math.ceil(seq / 3) };
  const transfer = `trf_${Math.ceil(seq / 3)}`;
  if (seq % 3 === 1) {
    const body = { transfer, message: `${transfer}.1`, to: 'H31.2', dueAt: null };
    return { ...told, type: 'SENT', agency: 'H31.1', body };
  }
  if (seq % 3 === 2) {
    const body = { transfer, message: `${transfer}.1`, node: null, nodeReceipt: null };
    return { ...told, type: 'DELIVERED', agency: 'H31.2', body };
  }
  return { ...told, type: 'ACCEPTED', agency: 'H31.2', body: { transfer } };
}

/** A whole chain of `count` events, each hashed and linked. */
export function makeEvents(count: number): SampleEvent[] {
  const events: SampleEvent[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const [core, prev] = [makeCore(seq), events.at(-1)?.hash ?? null];
    events.push({ seq, core, prev, hash: hashEvent(core, prev) });
  }
  return events;
}

export function toLeaf({ seq, hash }: Pick<SampleEvent, 'seq' | 'hash'>): string {
  return toLeafHash(toEventLeaf({ dossier, seq, hash }));
}

/** What the hub would say of an event. */
export function makeClaims({ core, hash }: Pick<SampleEvent, 'core' | 'hash'>): ReceiptClaims {
  return {
    iss,
    jti: `rcp_${core.seq}`,
    kind: core.type as ReceiptClaims['kind'],
    dossier,
    code: '000.00.01.H31-180507-0007',
    transfer: 'transfer' in core.body ? core.body.transfer : null,
    from: 'H31.1',
    to: 'H31.2',
    epoch: core.epoch,
    seq: core.seq,
    event: hash,
    at: new Date(Date.parse(core.at) + 7 * 3_600_000).toISOString().replace(/\.000Z$/, '+07:00'),
    claimedAt: core.claimedAt,
    skewed: false,
    body: core.bodyHash,
  };
}

export async function makeCheckpoint(
  leaves: readonly string[],
  signingKey = key,
  at = '2018-05-07T12:00:00+07:00',
): Promise<Checkpoint> {
  return signCheckpoint({ iss, size: leaves.length, root: toRoot(leaves), at }, signingKey);
}

/** Where a sample proof differs from the usual: the usual are event 5 of 11 and one key, without a later checkpoint. */
export interface ProofSetting {
  signingKey?: SigningKey;
  /** Leaves under the first checkpoint, and under a later one. */
  size?: number;
  laterSize?: number;
  /** Signs the later checkpoint. */
  laterKey?: SigningKey;
}

/** A whole proof of event 5. */
export async function makeProof(setting: ProofSetting = {}): Promise<ReceiptProof> {
  const { signingKey = key, size = 11, laterSize, laterKey = signingKey } = setting;
  const events = makeEvents(Math.max(size, laterSize ?? 0));
  const leaves = events.map(toLeaf);
  const { core, prev, hash } = events[4] as SampleEvent;
  const keys = [...new Set([signingKey, laterKey])].map((one) => toPublishedKey(one));
  const checkpoint = await makeCheckpoint(leaves.slice(0, size), signingKey);
  const proof: ReceiptProof = {
    receipt: await signReceipt(makeClaims({ core, hash }), signingKey),
    event: { core, prev },
    inclusion: { index: 4, size, hashes: proveInclusion(leaves, 4, size) },
    checkpoint,
    keys,
  };
  if (laterSize === undefined) return proof;
  const grown = await makeCheckpoint(leaves.slice(0, laterSize), laterKey, '2018-05-07T13:00:00+07:00');
  return { ...proof, later: { checkpoint: grown, hashes: proveConsistency(leaves, size, laterSize) } };
}
