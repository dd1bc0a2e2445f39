/** Compares records as they were read with what is stored, and writes what is new or changed; again where somebody else wrote meanwhile. */
import { HubError } from '../errors.js';
import type { Provenance } from '../records/record.js';
import type { RecordDocument } from '../store/record-documents.js';
import type { RecordHead } from '../store/record-store.js';
import type { SyncCounts } from '../store/sync-runs.js';
import { toDifference, type Candidate, type Difference } from './diff.js';
import { noteVersions } from './set-back.js';
import type { PageRun } from './store-page.js';
import { partDoubled, takeStrangers } from './strangers.js';

/** Where the candidates came from. */
export interface CandidateOrigin {
  /** Hash of the page one came in. */
  toPageHash(candidate: Candidate): string;
  /** Keeps its bytes, once. */
  keepRaw(): Promise<void>;
  /** What was stored of the records when they came; null where nobody has looked. */
  heads: ReadonlyMap<string, RecordHead> | null;
}

/** What became of them. */
export type WriteCounts = Omit<SyncCounts, 'read' | 'quarantined' | 'gone'>;

/** What was written, and what was not since it would change what belongs to another item (strangers.ts). */
export interface Written {
  counts: WriteCounts;
  strangers: Candidate[];
}

/** How often a page is compared again when somebody else wrote the same records meanwhile. */
const mostComparisons = 5;

/**
 * Writes them.
 * @throws HubError CONFLICT where they kept changing under the run.
 */
export async function writeCandidates<Settings>(
  run: PageRun<Settings>,
  candidates: readonly Candidate[],
  origin: CandidateOrigin,
): Promise<Written> {
  const counts: WriteCounts = { fresh: 0, changed: 0, unchanged: 0, older: 0 };
  const { records } = run.target;
  const { own, strangers } = partDoubled(run.stream, candidates);
  let { heads } = origin;
  for (let open: readonly Candidate[] = own, comparison = 1; open.length > 0; comparison += 1) {
    if (comparison > mostComparisons) {
      throw new HubError(
        'CONFLICT',
        `${open.length} records of ${run.source}.${run.stream.name} kept changing under the run`,
      );
    }
    heads ??= await records.findHeads([...new Set(open.map(({ record }) => record.id))]);
    const difference = toDifference(open, heads);
    if (run.takesOlder) difference.changed.push(...difference.setBack.splice(0));
    strangers.push(...(await takeStrangers(run.stream, difference, records)));
    if (run.setBack !== null) noteVersions(run.setBack, difference);
    const heldCount = holdBack(run, difference, origin);
    if (heldCount > 0) await origin.keepRaw();
    const lost = await write(run, difference, origin);
    await renew(run, difference.unchanged, heads);
    const isLost = ({ record }: Candidate): boolean => lost.has(record.id);
    const changed = difference.changed.map(({ candidate }) => candidate);
    open = [...difference.fresh, ...changed].filter(isLost);
    counts.fresh += difference.fresh.filter((candidate) => !isLost(candidate)).length;
    counts.changed += heldCount + changed.filter((candidate) => !isLost(candidate)).length;
    counts.unchanged += difference.unchanged.length;
    counts.older += difference.older.length + difference.setBack.length;
    heads = null;
  }
  return { counts, strangers };
}

/** Keeps changed records back where the brake has not let any pass yet. @returns how many */
function holdBack<Settings>(
  { hold }: PageRun<Settings>,
  difference: Difference,
  { toPageHash }: CandidateOrigin,
): number {
  if (hold === null) return 0;
  const held = difference.changed.splice(0);
  hold.add(held.map(({ candidate }) => ({ candidate, pageHash: toPageHash(candidate) })));
  return held.length;
}

/** @returns ids of records somebody else wrote meanwhile */
async function write<Settings>(
  run: PageRun<Settings>,
  { fresh, changed, unchanged }: Difference,
  { toPageHash, keepRaw }: CandidateOrigin,
): Promise<Set<string>> {
  const { records } = run.target;
  const fetchedAt = run.now();
  const toDocument = (candidate: Candidate, version: number): RecordDocument =>
    toRecordDocument(
      candidate,
      version,
      toProvenance(run, candidate, { pageHash: toPageHash(candidate), fetchedAt }),
    );
  const [lost] = await Promise.all([
    records.write(
      fresh.map((candidate) => toDocument(candidate, 1)),
      changed.map(({ candidate, storedVersion }) => toDocument(candidate, storedVersion + 1)),
    ),
    // After a break, what is unchanged may have been written by the run that broke off, its page not kept.
    fresh.length + changed.length > 0 || run.relists ? keepRaw() : null,
  ]);
  if (run.relists) await records.relist(unchanged.map(({ record }) => record.id));
  return new Set(lost);
}

/**
 * The same content of another raw item: its version stands, and the next time it is recognised. Not of an earlier one, or two systems that hold the same
 * dossier in other words would renew it in turn, in every pass.
 */
async function renew<Settings>(
  { target }: PageRun<Settings>,
  unchanged: readonly Candidate[],
  heads: ReadonlyMap<string, RecordHead>,
): Promise<void> {
  const isRenewed = ({ record, digest, version }: Candidate): boolean => {
    const head = heads.get(record.id);
    if (head === undefined || version < head.sourceVersion) return false;
    return version > head.sourceVersion || (digest !== null && digest !== head.digest);
  };
  await target.records.renewHeads(
    unchanged
      .filter(isRenewed)
      .map(({ record: { id }, hash, digest, version }) => ({ id, hash, digest, sourceVersion: version })),
  );
}

function toProvenance<Settings>(
  { source, stream, runId }: PageRun<Settings>,
  { key, version }: Candidate,
  { pageHash, fetchedAt }: { pageHash: string; fetchedAt: Date },
): Provenance {
  return { source, stream: stream.name, key, version, runId, fetchedAt, pageHash };
}

function toRecordDocument(
  { record, hash, digest, version }: Candidate,
  count: number,
  prov: Provenance,
): RecordDocument {
  return {
    _id: record.id,
    content: record.content,
    prov,
    h: hash,
    ...(digest === null ? {} : { d: digest }),
    sv: version,
    v: count,
    at: prov.fetchedAt,
  };
}
