/** The leaf of an event in the log, and finding the event that no longer fits its leaf. */
import { toCanonicalBytes } from './canonical.js';
import { toLeafHash } from './merkle-hash.js';

/** An event as far as its leaf knows it. */
export interface LeafOrigin {
  dossier: string;
  seq: number;
  /** The event's hash. */
  hash: string;
}

/** An event that does not fit the leaf it was given. */
export interface LeafFault extends LeafOrigin {
  /** Index of the leaf. */
  index: number;
}

/** Data of an event's leaf; its hash is `toLeafHash` of this. */
export function toEventLeaf({ dossier, seq, hash }: LeafOrigin): Buffer {
  return toCanonicalBytes({ event: hash, dossier, seq });
}

/** The first of the events, in the log's order from leaf `firstIndex` on, that is not the one its leaf was made of. */
export function findAlteredEvent(
  events: readonly LeafOrigin[],
  leafHashes: readonly string[],
  firstIndex = 0,
): LeafFault | null {
  const n = events.findIndex((event, place) => toLeafHash(toEventLeaf(event)) !== leafHashes[place]);
  const found = events[n];
  if (found === undefined) return null;
  return { index: firstIndex + n, dossier: found.dossier, seq: found.seq, hash: found.hash };
}
