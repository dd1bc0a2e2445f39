/**
 * Records of which a stream says an older version than is stored, of other content: set back, unless it says the newer one as well, since some sources list
 * an item again under its next code and keep the old one; or another stream has brought it, since a dossier that was passed on stands in both systems.
 * Known only once all was read.
 */
import type { Candidate, Difference } from './diff.js';
import type { RecordStore } from '../store/record-store.js';
import type { SyncRun } from '../store/sync-runs.js';
import { makeKeySet } from './key-set.js';

/** What was met of a source. */
export interface SetBack {
  /** Ids of records an older version was met of. */
  note(ids: readonly string[]): void;
  /** Ids of records met as they are stored, or newer. */
  confirm(ids: readonly string[]): void;
  /** Ids of records that are set back, whichever stream has brought them; some of them where they are very many. */
  find(): string[];
  /** Whether a record is. */
  has(id: string): boolean;
}

/** Those of the records a stream itself has brought. */
export async function findOwn(
  ids: readonly string[],
  { source, stream }: Pick<SyncRun, 'source' | 'stream'>,
  records: Pick<RecordStore, 'findByIds'>,
): Promise<string[]> {
  const found = await records.findByIds(ids);
  return found
    .filter(({ provenance }) => provenance.source === source && provenance.stream === stream)
    .map(({ id }) => id);
}

/** More than any brake lets pass: of so many it no longer matters which they are. */
const mostListed = 50_000;

/** Makes it, for one reading. */
export function makeSetBack(): SetBack {
  const listed = new Set<string>();
  const [noted, confirmed] = [makeKeySet(), makeKeySet()];
  return {
    note(ids) {
      for (const id of ids) {
        noted.add(id);
        if (listed.size < mostListed) listed.add(id);
      }
    },
    confirm(ids) {
      for (const id of ids) confirmed.add(id);
    },
    find: () => [...listed].filter((id) => !confirmed.has(id)),
    has: (id) => noted.has(id) && !confirmed.has(id),
  };
}

/** Notes of a page which records the source says an older version of, and which as they are or newer. */
export function noteVersions(setBack: SetBack, difference: Difference): void {
  const toId = ({ record }: Candidate): string => record.id;
  setBack.note(difference.setBack.map(({ candidate }) => toId(candidate)));
  setBack.confirm([...difference.fresh, ...difference.unchanged].map(toId));
  setBack.confirm(difference.changed.map(({ candidate }) => toId(candidate)));
}
