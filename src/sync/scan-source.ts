/**
 * Scans a source from its first item to its last: which keys it shows, and what it shows that is stored otherwise or not at all. Writes nothing; what
 * follows of it is reconcile.ts.
 */
import type { AnyStream } from '../connectors/connector.js';
import { mostNoted } from '../store/scans.js';
import { toDifference, type Candidate } from './diff.js';
import { makeKeySet, type KeySet } from './key-set.js';
import { oneAhead } from './one-ahead.js';
import { makeReadContext } from './read-pages.js';
import { findOwn, makeSetBack, noteVersions, type SetBack } from './set-back.js';
import { siftPage, type SiftedPage } from './sift-page.js';
import type { Reading, SyncTarget } from './sync-task.js';

/** What a scan saw. */
export interface Scan {
  /** Every key the source has. */
  seen: KeySet;
  /** What a reading of all of it would write: record and content. */
  unread: string[];
  /** Items that show no key, by their hash; any of them may be a record's. */
  keyless: string[];
  /** Whether all of it could be read; what is missing may be in the rest otherwise. */
  isWhole: boolean;
}

/** Scans it. @throws what made it stop. */
export async function scanSource<Settings>({ task, parts, run, state }: Reading<Settings>): Promise<Scan> {
  const { target } = parts;
  const scan: Scan = { seen: makeKeySet(), unread: [], keyless: [], isWhole: true };
  const findings: Findings = { news: [], older: new Map(), setBack: makeSetBack() };
  const quarantined = await target.quarantine.findDigests(run.source, run.stream);
  const stop = new AbortController();
  try {
    const pages = task.stream.read(makeReadContext(task, parts, stop.signal), null);
    for await (const page of oneAhead(pages)) {
      task.signal.throwIfAborted();
      const sifted = await siftPage(page, { stream: task.stream, isRecognising: true, target });
      noteKeys(scan, sifted, task.stream);
      if (page.isPartial === true) scan.isWhole = false;
      const open = sifted.candidates.filter(({ key }) => !quarantined.has(key));
      // Before it was first read to its end everything is still to come.
      if (state.lastSuccessAt !== null) await findNews(open, sifted, { ...target, findings });
      run.counts.read += page.items.length;
      const progress = { read: run.counts.read, remaining: page.remaining, activeAt: parts.now() };
      await target.states.advance(state, progress);
    }
  } finally {
    stop.abort();
  }
  const setBack = await findOwn(findings.setBack.find(), run, target.records);
  const older = setBack.flatMap((id) => findings.older.get(id) ?? []);
  return { ...scan, unread: [...findings.news, ...older] };
}

function noteKeys<Settings>(
  { seen, keyless }: Scan,
  { goodKeys, refusals }: SiftedPage,
  stream: AnyStream<Settings>,
): void {
  for (const key of goodKeys) seen.add(key);
  for (const { key: hash, raw } of refusals) {
    const keys = toKeys(stream, raw);
    for (const key of keys) seen.add(key);
    if (keys.length === 0) keyless.push(hash);
  }
}

/** What a reading would make of the items that are not stored as they came, page by page. */
interface Findings {
  /** Of what is new or newer: record and content. */
  news: string[];
  /** The same of older versions, by record. */
  older: Map<string, string>;
  setBack: SetBack;
}

async function findNews(
  candidates: readonly Candidate[],
  { heads, knownIds }: SiftedPage,
  { findings, records }: { findings: Findings } & Pick<SyncTarget, 'records'>,
): Promise<void> {
  const { news, older, setBack } = findings;
  setBack.confirm(knownIds);
  if (candidates.length === 0 || news.length + older.size >= mostNoted) return;
  const stored = heads ?? (await records.findHeads([...new Set(candidates.map(({ record }) => record.id))]));
  const difference = toDifference(candidates, stored);
  noteVersions(setBack, difference);
  const toText = ({ record, hash }: Candidate): string => `${record.id} ${hash}`;
  // Another content of the same version is what a mended mapping makes of it: for that, records are read again by order.
  const isNews = ({ record, version }: Candidate): boolean => {
    const head = stored.get(record.id);
    return head?.isGone === true || head?.sourceVersion !== version;
  };
  const changed = difference.changed.map(({ candidate }) => candidate).filter(isNews);
  news.push(...[...difference.fresh, ...changed].map(toText));
  for (const { candidate } of difference.setBack) older.set(candidate.record.id, toText(candidate));
}

/** The key of an item that breaks its contract, as it stands and trimmed: it is there, whatever is wrong with it. */
function toKeys<Settings>(stream: AnyStream<Settings>, item: unknown): string[] {
  try {
    const key: unknown = stream.key(item);
    return typeof key === 'string' && key.trim() !== '' ? [key, key.trim()] : [];
  } catch {
    return [];
  }
}
