/**
 * Seals events: gives each whose views are there its leaf in the Merkle log, and signs a checkpoint of the log now and then. Out
 * of the way of traffic: commands never wait for it. Any process may seal, several at once: of two at the same place one is refused.
 * An event whose views lag waits for the sweep that mends them.
 */
import type { Checkpoint } from '../evidence/checkpoint.js';
import { toEventLeaf } from '../evidence/event-leaf.js';
import {
  proveConsistencyFrom,
  proveInclusionFrom,
  rootOf,
  toLeafHash,
  type NodeReader,
} from '../evidence/merkle.js';
import type { DossierEvent, Instant } from '../records/dossier-event.js';
import type { Checkpoints } from '../store/checkpoints.js';
import type { EventLog } from '../store/event-log.js';
import type { MerkleLog } from '../store/merkle-log.js';
import { toInstantText } from './instants.js';
import { findFollowed, type ViewedStore } from './lagging-views.js';

/** What sealing works with. */
export interface SealParts extends ViewedStore {
  events: Pick<EventLog, 'findUnsettled' | 'markSettled' | 'findByDossiers'>;
  merkleLog: MerkleLog;
  checkpoints: Checkpoints;
  /** Signs a checkpoint with the key valid now. */
  signCheckpoint(claims: { size: number; root: string; at: Instant }): Promise<Checkpoint>;
  /** How old the latest checkpoint may get while there are leaves it does not cover. */
  checkpointEveryMs: number;
  now(): Date;
}

/** Events sealed in one go. */
const mostEvents = 1_000;

/**
 * Seals what is unsealed and signs a checkpoint when it is time. @returns how many events got their leaf.
 * @throws HubError CONFLICT where another process was faster; it has done the work.
 */
export async function sealLog(parts: SealParts): Promise<number> {
  let sealed = 0;
  for (;;) {
    const events = await parts.events.findUnsettled(null, mostEvents);
    const followed = await findFollowed(events, parts);
    sealed += await appendLeaves(followed, parts);
    if (events.length < mostEvents || followed.length === 0) break;
  }
  await signWhenDue(parts);
  return sealed;
}

async function appendLeaves(
  events: readonly DossierEvent[],
  { merkleLog, ...parts }: SealParts,
): Promise<number> {
  if (events.length === 0) return 0;
  // Read before looking for leaves: whatever another process appends from here on takes this place, and this append is refused.
  const frontier = await merkleLog.findFrontier();
  // A crash after the leaf and before the mark: they have their leaf and need only the mark.
  const known = new Set((await merkleLog.findLeaves(events.map(({ id }) => id))).map(({ event }) => event));
  const fresh = events.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) {
    await merkleLog.append(
      frontier,
      fresh.map((event) => ({ event: event.id, hash: toEventLeafHash(event) })),
    );
  }
  await parts.events.markSettled(events.map(({ id }) => id));
  return fresh.length;
}

/** Hash of an event's leaf. */
export function toEventLeafHash({ core, hash }: Pick<DossierEvent, 'core' | 'hash'>): string {
  return toLeafHash(toEventLeaf({ dossier: core.dossier, seq: core.seq, hash }));
}

async function signWhenDue({
  merkleLog,
  checkpoints,
  signCheckpoint,
  checkpointEveryMs,
  now,
}: SealParts): Promise<void> {
  const latest = await checkpoints.findLatest();
  if (latest !== null && now().getTime() - Date.parse(latest.at) < checkpointEveryMs) return;
  const frontier = await merkleLog.findFrontier();
  const { size } = frontier;
  if (size === (latest?.size ?? 0)) return;
  await checkpoints.insert(await signCheckpoint({ size, root: rootOf(frontier), at: toInstantText(now()) }));
}

/** An event's place in the log, proven against a checkpoint. */
export interface EventProof {
  inclusion: { index: number; size: number; hashes: string[] };
  checkpoint: Checkpoint;
}

/** The proof of an event against the latest checkpoint; null until one covers it. */
export async function findEventProof(
  event: string,
  { merkleLog, checkpoints }: Pick<SealParts, 'merkleLog' | 'checkpoints'>,
): Promise<EventProof | null> {
  const [[leaf], checkpoint] = await Promise.all([merkleLog.findLeaves([event]), checkpoints.findLatest()]);
  if (leaf === undefined || checkpoint === null || leaf.index >= checkpoint.size) return null;
  const { index } = leaf;
  const { size } = checkpoint;
  const hashes = await proveInclusionFrom(toReader(merkleLog), index, size);
  return { inclusion: { index, size, hashes }, checkpoint };
}

/** Hashes that prove that the log of one checkpoint begins with the log of an earlier one. */
export function findConsistency(oldSize: number, newSize: number, merkleLog: MerkleLog): Promise<string[]> {
  return proveConsistencyFrom(toReader(merkleLog), oldSize, newSize);
}

function toReader(merkleLog: Pick<MerkleLog, 'readNodes'>): NodeReader {
  return {
    readNodes: (places) => merkleLog.readNodes(places),
    readNode: async (level, index) => (await merkleLog.readNodes([{ level, index }]))[0] ?? '',
  };
}
