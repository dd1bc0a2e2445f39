/**
 * Stores one page: sift, compare, write, quarantine, and only then note the page. Every step may be repeated after a
 * crash without changing anything twice.
 */
import { createHash } from 'node:crypto';
import type { AnyStream, Page } from '../connectors/connector.js';
import { HubError } from '../errors.js';
import type { CanonicalRecord, Provenance } from '../records/record.js';
import type { PageVault } from '../store/page-vault.js';
import type { Quarantine, QuarantineEntry } from '../store/quarantine.js';
import type { RecordDocument } from '../store/record-documents.js';
import type { RecordStore } from '../store/record-store.js';
import type { SyncCounts } from '../store/sync-runs.js';
import type { Hold } from './brake.js';
import { toDifference, type Candidate } from './diff.js';
import type { Refusal, Sifted } from './sift.js';

/** Where a page goes: the part of the store the engine writes to, so that a bench can put nothing behind it. */
export interface PageTarget {
  records: Pick<RecordStore, 'findHeads' | 'write' | 'relist'>;
  quarantine: Pick<Quarantine, 'put' | 'touch' | 'release'>;
  pages: Pick<PageVault, 'keep'>;
  seal(record: CanonicalRecord): CanonicalRecord;
  sealRaw(raw: string, id: string): string;
}

/** What stays the same over the pages of a run. */
export interface PageRun<Settings> {
  source: string;
  stream: AnyStream<Settings>;
  runId: string;
  target: PageTarget;
  now(): Date;
  /** Whether unchanged records are listed anew, since the run before broke off. */
  relists: boolean;
  /** What of this stream is in quarantine, by key with its digest. */
  quarantined: Map<string, string>;
  /** Keys of what was refused in this run, and of these what lies there as it came. */
  refused: Set<string>;
  seenAgain: Set<string>;
  /** Where changed records wait until the brake lets them pass; null where they are written at once. */
  hold: Hold | null;
}

/** A page, with the hash of its bytes. */
export interface HashedPage extends Pick<Page<unknown>, 'items' | 'bytes'> {
  pageHash: string;
}

/** What storing a page found. */
export interface StoredPage {
  counts: SyncCounts;
  /** Whether anything was written, or kept back to be. */
  isNews: boolean;
  remarks: string[];
}

/** How often a page is compared again when somebody else wrote the same records meanwhile. */
const mostComparisons = 5;
const dayMs = 24 * 3_600_000;

/** SHA-256 of a page's bytes, in hexadecimal. */
export function toPageHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Stores a page that was sifted. */
export async function storePage<Settings>(
  run: PageRun<Settings>,
  { items, bytes, pageHash }: HashedPage,
  { candidates, goodKeys, refusals, remarks }: Sifted,
): Promise<StoredPage> {
  const keepRaw = makeKeepRaw(run, { hash: pageHash, bytes });
  const written = await writeCandidates(run, candidates, { pageHash, keepRaw });
  const entries = refusals.map((refusal) => toEntry(run, refusal, pageHash));
  const news = await putNew(run, entries, keepRaw);
  const { quarantined, source, stream, target } = run;
  const mended = goodKeys.filter((key) => quarantined.delete(key));
  await target.quarantine.release(source, stream.name, mended);
  const isNews = written.fresh + written.changed + news + mended.length > 0;
  const counts = { ...written, read: items.length, quarantined: refusals.length, gone: 0 };
  return { remarks, counts, isNews };
}

/** Puts what is not in quarantine as it is; the rest is noted as seen again. @returns how many were put */
async function putNew<Settings>(
  { quarantined, refused, seenAgain, target, now }: PageRun<Settings>,
  entries: readonly QuarantineEntry[],
  keepRaw: () => Promise<void>,
): Promise<number> {
  const isKnown = ({ key, digest }: QuarantineEntry): boolean => quarantined.get(key) === digest;
  const news = entries.filter((entry) => !isKnown(entry));
  for (const { key } of entries) refused.add(key);
  for (const { key } of entries.filter(isKnown)) seenAgain.add(key);
  if (news.length === 0) return 0;
  await keepRaw();
  await target.quarantine.put(news, now());
  for (const { key, digest } of news) quarantined.set(key, digest);
  return news.length;
}

/** A page that some record or quarantined item leads back to is kept, once; one that changed nothing is not. */
function makeKeepRaw<Settings>(
  { source, stream, target, now }: PageRun<Settings>,
  page: { hash: string; bytes: Uint8Array },
): () => Promise<void> {
  let kept: Promise<void> | null = null;
  const keepUntil = new Date(now().getTime() + stream.keepPagesDays * dayMs);
  return () => (kept ??= target.pages.keep({ ...page, source, stream: stream.name, keepUntil }));
}

type WriteCounts = Omit<SyncCounts, 'read' | 'quarantined' | 'gone'>;

/** Compares candidates with what is stored and writes what is new or changed. */
export async function writeCandidates<Settings>(
  run: PageRun<Settings>,
  candidates: readonly Candidate[],
  { pageHash, keepRaw }: { pageHash: string; keepRaw: () => Promise<void> },
): Promise<WriteCounts> {
  const counts: WriteCounts = { fresh: 0, changed: 0, unchanged: 0, older: 0 };
  let open = candidates;
  for (let comparison = 1; open.length > 0; comparison += 1) {
    if (comparison > mostComparisons) {
      throw new HubError(
        'CONFLICT',
        `${open.length} records of ${run.source}.${run.stream.name} kept changing under the run`,
      );
    }
    const heads = await run.target.records.findHeads([...new Set(open.map(({ record }) => record.id))]);
    const difference = toDifference(open, heads);
    const fetchedAt = run.now();
    const toDocument = (candidate: Candidate, version: number): RecordDocument =>
      toRecordDocument(candidate, version, toProvenance(run, candidate, { pageHash, fetchedAt }));
    const isNews = difference.fresh.length + difference.changed.length > 0;
    const held = run.hold === null ? [] : difference.changed.splice(0).map(({ candidate }) => candidate);
    if (held.length > 0) run.hold?.add({ candidates: held, pageHash });
    const [written] = await Promise.all([
      run.target.records.write(
        difference.fresh.map((candidate) => toDocument(candidate, 1)),
        difference.changed.map(({ candidate, storedVersion }) => toDocument(candidate, storedVersion + 1)),
      ),
      // After a break, what is unchanged may have been written by the run that broke off, its page not kept.
      isNews || run.relists ? keepRaw() : null,
    ]);
    const lost = new Set(written);
    if (run.relists) await run.target.records.relist(difference.unchanged.map(({ record }) => record.id));
    const isLost = ({ record }: Candidate): boolean => lost.has(record.id);
    const changed = difference.changed.map(({ candidate }) => candidate);
    open = [...difference.fresh, ...changed].filter(isLost);
    counts.fresh += difference.fresh.filter((candidate) => !isLost(candidate)).length;
    counts.changed += held.length + changed.filter((candidate) => !isLost(candidate)).length;
    counts.unchanged += difference.unchanged.length;
    counts.older += difference.older.length;
  }
  return counts;
}

function toProvenance<Settings>(
  { source, stream, runId }: PageRun<Settings>,
  { key, version }: Candidate,
  { pageHash, fetchedAt }: { pageHash: string; fetchedAt: Date },
): Provenance {
  return { source, stream: stream.name, key, version, runId, fetchedAt, pageHash };
}

function toRecordDocument(
  { record, hash, version }: Candidate,
  count: number,
  prov: Provenance,
): RecordDocument {
  return {
    _id: record.id,
    content: record.content,
    prov,
    h: hash,
    sv: version,
    v: count,
    at: prov.fetchedAt,
  };
}

function toEntry<Settings>(
  { source, stream, runId, target }: PageRun<Settings>,
  { key, position, issues, raw }: Refusal,
  pageHash: string,
): QuarantineEntry {
  const rawRef = { runId, pageHash, position };
  const sealedRaw = target.sealRaw(JSON.stringify(raw), key);
  const digest = toQuarantineDigest(sealedRaw, issues);
  return { source, stream: stream.name, key, issues, rawRef, sealedRaw, digest };
}

/** Digest of an entry: over the sealed item, since a hash of the item itself could be guessed at. */
export function toQuarantineDigest(sealedRaw: string, issues: QuarantineEntry['issues']): string {
  return createHash('sha256').update(sealedRaw).update(JSON.stringify(issues)).digest('base64url');
}
