/** What a reading of records changes: pure comparison with what is stored, by hash and by the source's version. */
import { hash } from 'node:crypto';
import type { CanonicalRecord } from '../records/record.js';
import type { RecordHead } from '../store/record-store.js';
import { toContentText } from './content-text.js';

/** A record as read, ready to be compared. */
export interface Candidate {
  record: CanonicalRecord;
  hash: string;
  /** Of the raw item; null where it is not to be recognised by it. */
  digest: string | null;
  /** Of the item among those it came with. */
  position: number;
  /** Key and version at the source. */
  key: string;
  version: string;
}

/** The finding: each candidate is in exactly one of the five. */
export interface Difference {
  fresh: Candidate[];
  changed: OtherContent[];
  unchanged: Candidate[];
  /** Superseded by a later reading of the same record in the same page. */
  older: Candidate[];
  /** Of a lower version than is stored, with other content: the source says less than it did. */
  setBack: OtherContent[];
}

/** A record with other content than is stored, and the count of the stored version it would take the place of. */
export interface OtherContent {
  candidate: Candidate;
  storedVersion: number;
}

/** Hash of a record's content, sealed: SHA-256 over its JSON; `map` builds every content in one fixed order of fields. */
export function toContentHash(content: object): string {
  return hash('sha256', toContentText(content), 'base64url');
}

/**
 * Compares candidates with the heads of the stored records. A lower source version never replaces a higher one; with
 * equal versions another content does, since then our mapping has changed or the source broke its word.
 */
export function toDifference(
  candidates: readonly Candidate[],
  heads: ReadonlyMap<string, RecordHead>,
): Difference {
  const difference: Difference = { fresh: [], changed: [], unchanged: [], older: [], setBack: [] };
  const latest = toLatest(candidates, difference.older);
  for (const candidate of latest) {
    const head = heads.get(candidate.record.id);
    if (head === undefined) difference.fresh.push(candidate);
    // A key that comes back, or is given out anew, says nothing about the versions before.
    else if (head.isGone) difference.changed.push({ candidate, storedVersion: head.version });
    else if (head.hash === candidate.hash) difference.unchanged.push(candidate);
    else if (candidate.version < head.sourceVersion)
      difference.setBack.push({ candidate, storedVersion: head.version });
    else difference.changed.push({ candidate, storedVersion: head.version });
  }
  return difference;
}

/** One candidate per record, the latest; of equal versions the one read last. The others go to `older`. */
function toLatest(candidates: readonly Candidate[], older: Candidate[]): Iterable<Candidate> {
  const latest = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = latest.get(candidate.record.id);
    if (known === undefined || known.version <= candidate.version) {
      if (known !== undefined) older.push(known);
      latest.set(candidate.record.id, candidate);
    } else {
      older.push(candidate);
    }
  }
  return latest.values();
}
