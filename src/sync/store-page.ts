/**
 * Stores one sifted page: compare, write, quarantine, and only then note the page. Every step may be repeated after a
 * crash without changing anything twice.
 */
import { createHash } from 'node:crypto';
import type { AnyStream } from '../connectors/connector.js';
import type { CanonicalRecord } from '../records/record.js';
import type { PageVault } from '../store/page-vault.js';
import type { Quarantine, QuarantineEntry } from '../store/quarantine.js';
import type { RecordStore } from '../store/record-store.js';
import type { SyncCounts } from '../store/sync-runs.js';
import type { Hold } from './brake.js';
import type { ToDigest } from './recognise.js';
import type { SetBack } from './set-back.js';
import type { Refusal } from './sift.js';
import type { SiftedPage } from './sift-page.js';
import { toStrangerRefusal } from './strangers.js';
import { writeCandidates } from './write-candidates.js';

/** Where a page goes: the part of the store the engine writes to, so that a bench can put nothing behind it. */
export interface PageTarget {
  records: Pick<RecordStore, 'findByIds' | 'findHeads' | 'write' | 'renewHeads' | 'relist'>;
  quarantine: Pick<Quarantine, 'put' | 'touch' | 'release'>;
  pages: Pick<PageVault, 'keep'>;
  toDigest: ToDigest;
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
  /** Whether an older version than is stored is taken (take-set-back.ts). */
  takesOlder: boolean;
  /** What the source sets back; null where nobody watches: kept pages and slices do not show how the source stands now. */
  setBack: SetBack | null;
  /** Where changed records wait until the brake lets them pass; null where they are written at once. */
  hold: Hold | null;
}

/** What storing a page found. */
export interface StoredPage {
  counts: SyncCounts;
  /** Whether anything was written; what is held back comes again after a crash. */
  isNews: boolean;
}

const dayMs = 24 * 3_600_000;

/** SHA-256 of a page's bytes, in hexadecimal. */
export function toPageHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Stores a page that was sifted. */
export async function storePage<Settings>(
  run: PageRun<Settings>,
  { page, pageHash, candidates, goodKeys, knownIds, refusals, heads }: SiftedPage,
): Promise<StoredPage> {
  run.setBack?.confirm(knownIds);
  const keepRaw = makeKeepRaw(run, { hash: pageHash, bytes: page.bytes });
  const { counts: written, strangers } = await writeCandidates(run, candidates, {
    toPageHash: () => pageHash,
    keepRaw,
    heads,
  });
  if (run.relists && knownIds.length > 0) await Promise.all([keepRaw(), run.target.records.relist(knownIds)]);
  const { quarantined, source, stream, target } = run;
  const refused = [
    ...refusals,
    ...strangers.map((one) => toStrangerRefusal(one, page.items, stream.identity ?? 'the key')),
  ];
  const entries = refused.map((refusal) => toEntry(run, refusal, pageHash));
  const news = await putNew(run, entries, keepRaw);
  const isStranger = (key: string): boolean => strangers.some((one) => one.key === key);
  const mended = goodKeys.filter((key) => !isStranger(key) && quarantined.delete(key));
  await target.quarantine.release(source, stream.name, mended);
  // While the brake holds, what changed is held back, all of it.
  const rewritten = run.hold === null ? written.changed : 0;
  const isNews = written.fresh + rewritten + news + mended.length > 0;
  const unchanged = written.unchanged + knownIds.length;
  const counts = { ...written, unchanged, read: page.items.length, quarantined: refused.length, gone: 0 };
  return { counts, isNews };
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
