/**
 * A record belongs to the item it first came of. Another item of the source, under another key, that says something else of the same record is a stranger: it
 * changes nothing and is refused. Where a stream says which record a key becomes, no two keys become the same one and nobody needs to look.
 */
import type { AnyStream } from '../connectors/connector.js';
import type { RecordStore } from '../store/record-store.js';
import type { Candidate, Difference } from './diff.js';
import type { Refusal } from './sift.js';

/** Candidates, and the strangers that were among them. */
export interface Parted {
  own: Candidate[];
  strangers: Candidate[];
}

/** Parts the strangers among one page's own candidates: of one record the first is the one that stays. */
export function partDoubled<Settings>(stream: AnyStream<Settings>, candidates: readonly Candidate[]): Parted {
  if (stream.recordId !== undefined) return { own: [...candidates], strangers: [] };
  const first = new Map<string, Candidate>();
  for (const one of candidates) if (!first.has(one.record.id)) first.set(one.record.id, one);
  const isStranger = ({ record, key, hash }: Candidate): boolean => {
    const owner = first.get(record.id);
    return owner !== undefined && owner.key !== key && owner.hash !== hash;
  };
  return {
    own: candidates.filter((one) => !isStranger(one)),
    strangers: candidates.filter(isStranger),
  };
}

/** Takes those out of a difference that would change a record another key has brought. */
export async function takeStrangers<Settings>(
  stream: AnyStream<Settings>,
  difference: Difference,
  records: Pick<RecordStore, 'findByIds'>,
): Promise<Candidate[]> {
  if (stream.recordId !== undefined) return [];
  const versions = [...difference.changed, ...difference.setBack];
  const doubtful = [...versions.map(({ candidate }) => candidate), ...difference.older];
  const stored = await records.findByIds(doubtful.map(({ record }) => record.id));
  const owners = new Map(
    stored.map(({ id, goneAt, provenance }) => [id, goneAt === null ? provenance.key : null]),
  );
  const isStranger = ({ record, key }: Candidate): boolean => (owners.get(record.id) ?? key) !== key;
  const strangers = doubtful.filter(isStranger);
  difference.changed = difference.changed.filter(({ candidate }) => !isStranger(candidate));
  difference.setBack = difference.setBack.filter(({ candidate }) => !isStranger(candidate));
  difference.older = difference.older.filter((one) => !isStranger(one));
  return strangers;
}

/** Why a stranger is refused. */
export function toStrangerRefusal(
  { key, position }: Candidate,
  items: readonly unknown[],
  field: string,
): Refusal {
  const reason =
    'expected what came before under this id, or a new id; another item has brought other content under it';
  return { key, position, issues: [{ field, reason }], raw: items[position] };
}
