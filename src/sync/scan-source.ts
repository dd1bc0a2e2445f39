/**
 * Scans a source from its first item to its last: which keys it shows, and what it shows that is stored otherwise or not at all. Writes nothing; what
 * follows of it is reconcile.ts.
 */
import type { AnyStream } from '../connectors/connector.js';
import { mostNoted } from '../store/scans.js';
import type { SyncRun } from '../store/sync-runs.js';
import { toDifference, type Candidate } from './diff.js';
import { makeKeySet, type KeySet } from './key-set.js';
import { makeReadContext } from './read-pages.js';
import { siftPage, type SiftedPage } from './sift-page.js';
import type { Reading, SyncTarget } from './sync-task.js';

/** What a run remarks where an item showed no key: it may be any of those that are missing. */
export const keyless = 'item without a key';

/** What a run remarks where the source could not be read as a whole. */
export const unreadPage = 'page that is not whole';

/** What a scan saw. */
export interface Scan {
  /** Every key the source has. */
  seen: KeySet;
  /** What a reading of all of it would write: record and content. */
  unread: string[];
}

/** Scans it. @throws what made it stop. */
export async function scanSource<Settings>({ task, parts, run, state }: Reading<Settings>): Promise<Scan> {
  const { target } = parts;
  const seen = makeKeySet();
  const unread: string[] = [];
  const quarantined = await target.quarantine.findDigests(run.source, run.stream);
  const stop = new AbortController();
  try {
    const pages = task.stream.read(makeReadContext(task, parts, stop.signal), null);
    for await (const page of pages) {
      task.signal.throwIfAborted();
      const sifted = await siftPage(page, { stream: task.stream, isRecognising: true, target });
      const keys = [
        ...sifted.goodKeys.map((key) => [key]),
        ...sifted.refusals.map(({ raw }) => toKeys(task.stream, raw)),
      ];
      for (const key of keys.flat()) seen.add(key);
      note(run, keyless, keys.filter(({ length }) => length === 0).length);
      note(run, unreadPage, page.isPartial === true ? 1 : 0);
      const open = sifted.candidates.filter(({ key }) => !quarantined.has(key));
      // Before it was first read to its end everything is still to come.
      if (state.lastSuccessAt !== null && unread.length < mostNoted)
        unread.push(...(await findUnread(open, sifted.heads, target)));
      run.counts.read += page.items.length;
      const progress = { read: run.counts.read, remaining: page.remaining, activeAt: parts.now() };
      await target.states.advance(state, progress);
    }
  } finally {
    stop.abort();
  }
  return { seen, unread };
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

function note({ remarks }: SyncRun, text: string, count: number): void {
  if (count > 0) remarks[text] = (remarks[text] ?? 0) + count;
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
