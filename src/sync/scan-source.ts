/**
 * Scans a source from its first item to its last: which keys it shows, and what it shows that is stored otherwise or not at all. Writes nothing; what
 * follows of it is reconcile.ts.
 */
import type { AnyStream } from '../connectors/connector.js';
import { mostNoted } from '../store/scans.js';
import { toDifference, type Candidate } from './diff.js';
import { makeKeySet, type KeySet } from './key-set.js';
import { makeReadContext } from './read-pages.js';
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
  const quarantined = await target.quarantine.findDigests(run.source, run.stream);
  const stop = new AbortController();
  try {
    const pages = task.stream.read(makeReadContext(task, parts, stop.signal), null);
    for await (const page of pages) {
      task.signal.throwIfAborted();
      const sifted = await siftPage(page, { stream: task.stream, isRecognising: true, target });
      noteKeys(scan, sifted, task.stream);
      if (page.isPartial === true) scan.isWhole = false;
      const open = sifted.candidates.filter(({ key }) => !quarantined.has(key));
      // Before it was first read to its end everything is still to come.
      if (state.lastSuccessAt !== null && scan.unread.length < mostNoted)
        scan.unread.push(...(await findUnread(open, sifted.heads, target)));
      run.counts.read += page.items.length;
      const progress = { read: run.counts.read, remaining: page.remaining, activeAt: parts.now() };
      await target.states.advance(state, progress);
    }
  } finally {
    stop.abort();
  }
  return scan;
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

/** What a reading would write of them, were they read: record and content. */
async function findUnread(
  candidates: readonly Candidate[],
  heads: SiftedPage['heads'],
  { records }: Pick<SyncTarget, 'records'>,
): Promise<string[]> {
  if (candidates.length === 0) return [];
  const stored = heads ?? (await records.findHeads([...new Set(candidates.map(({ record }) => record.id))]));
  const { fresh, changed, setBack } = toDifference(candidates, stored);
  // Another content of the same version is what a mended mapping makes of it: for that, records are read again by order.
  const isNews = ({ record, version }: Candidate): boolean => {
    const head = stored.get(record.id);
    return head?.isGone === true || head?.sourceVersion !== version;
  };
  const others = [...changed, ...setBack].map(({ candidate }) => candidate).filter(isNews);
  const news = [...fresh, ...others];
  return news.map(({ record, hash }) => `${record.id} ${hash}`);
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
