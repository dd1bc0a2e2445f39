/**
 * The hash chain of one dossier: each event's hash covers the hash of the event before it, so that none can be changed,
 * dropped or slipped in without breaking every link behind it. What events mean is of no concern here.
 */
import { HubError } from '../errors.js';
import { sha256Hex, toCanonicalBytes } from './canonical.js';

/** An event as far as the chain knows it. */
export interface ChainedEvent {
  /** 1, 2, 3 … within a dossier. */
  seq: number;
  hash: string;
  /** Hash of the event before; null for the first. */
  prev: string | null;
  /** What is hashed beside `prev`. */
  core: object;
}

/** The first thing wrong with a chain, and where. */
export interface ChainFault {
  seq: number;
  kind: 'MISSING' | 'DOUBLED' | 'RELINKED' | 'ALTERED';
  /** The fault in words, without anything an event says. */
  detail: string;
}

/**
 * Hash of an event: SHA-256, hexadecimal, over the canonical `{ ...core, prev }`.
 * @throws HubError INTERNAL for a core that is not JSON, or has a `prev` of its own, which the link would hide.
 */
export function hashEvent(core: object, prevHash: string | null): string {
  if ('prev' in core) throw new HubError('INTERNAL', 'expected the core of an event without a field `prev`');
  return sha256Hex(toCanonicalBytes({ ...core, prev: prevHash }));
}

/** The first fault of a dossier's events, given in any order; null for a whole chain. What is cut off its end is not seen. */
export function checkChain(events: readonly ChainedEvent[]): ChainFault | null {
  const ordered = [...events].sort((a, b) => a.seq - b.seq);
  let prev: string | null = null;
  for (const [n, event] of ordered.entries()) {
    const fault = checkPlace(event.seq, n + 1) ?? checkLink(event, prev) ?? checkHash(event);
    if (fault !== null) return fault;
    prev = event.hash;
  }
  return null;
}

function checkPlace(seq: number, expected: number): ChainFault | null {
  if (seq === expected) return null;
  if (seq > expected)
    return { seq: expected, kind: 'MISSING', detail: `event ${expected} is missing before event ${seq}` };
  return { seq, kind: 'DOUBLED', detail: `there is more than one event ${seq}` };
}

function checkLink({ seq, prev }: ChainedEvent, expected: string | null): ChainFault | null {
  if (prev === expected) return null;
  const detail =
    seq === 1
      ? 'event 1 links to an event before it; there is none'
      : `event ${seq} does not link to event ${seq - 1} as it stands: one of the two was replaced`;
  return { seq, kind: 'RELINKED', detail };
}

function checkHash(event: ChainedEvent): ChainFault | null {
  const { seq, core, prev, hash } = event;
  const isSame = (!('seq' in core) || core.seq === seq) && hashEvent(core, prev) === hash;
  return isSame ? null : { seq, kind: 'ALTERED', detail: `event ${seq} says something else than was hashed` };
}
