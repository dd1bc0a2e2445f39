/**
 * Reads a stream page by page and stores what it says, the cursor moving only after a page is stored, so that a crash anywhere repeats
 * at most one page. While one page is stored the next is sifted and the one after is fetched; that is all that is ever held, but for changed records
 * the brake has not let pass yet (brake.ts): while there are any, the cursor waits with them.
 */
import type { Page, ReadContext } from '../connectors/connector.js';
import type { SyncCounts } from '../store/sync-runs.js';
import type { SyncState } from '../store/sync-state.js';
import { openBooks } from './books.js';
import { makeHold } from './brake.js';
import { oneAhead } from './one-ahead.js';
import { replayPages } from './replay.js';
import { requireSound } from './require-sound.js';
import { makeSetBack } from './set-back.js';
import { isOutdated, siftPage, type SiftedPage, type SiftParts } from './sift-page.js';
import { storePage, type PageRun, type StoredPage } from './store-page.js';
import { makeRewriteBrake, type RewriteBrake } from './rewrite-brake.js';
import { readSlice } from './slice.js';
import { takeSetBack } from './take-set-back.js';
import { isOnTheWay, type Reading, type SyncParts, type SyncTask } from './sync-task.js';
import { watchShape, type WatchShape } from './watch-shape.js';

/** Reads what the task says to its end. @throws what made it stop. */
export async function readPages<Settings>(reading: Reading<Settings>): Promise<void> {
  const { task, parts } = reading;
  const pageRun = await makePageRun(reading);
  const brake = makeRewriteBrake(reading, pageRun);
  const watch = await makeWatch(reading);
  const stop = new AbortController();
  const context = makeReadContext(task, parts, stop.signal);
  const books = openBooks(reading);
  const siftParts = toSiftParts(reading);
  let last: SiftedPage | null = null;
  try {
    for await (const ahead of oneAhead(siftPages(openPages(reading, context), siftParts))) {
      task.signal.throwIfAborted();
      const one: SiftedPage = isOutdated(ahead, last) ? await siftPage(ahead.page, siftParts) : ahead;
      await watch(one.openItems, one.pageHash);
      const stored = await storeOne(reading, pageRun, one);
      await brake.check();
      last = one;
      await books.add({ ...one, ...stored, isPassed: isPassed(one.page, reading, pageRun) });
    }
    await books.close();
    await brake.checkAll();
    await letPass(reading, pageRun, { brake, last });
    if (task.isReleased) await takeSetBack(reading, pageRun, openPages(reading, context));
    await settleQuarantine(reading, pageRun);
  } finally {
    stop.abort();
  }
}

/** The pages the task asks for. */
function openPages<Settings>(
  { task, parts, run, state }: Reading<Settings>,
  context: ReadContext<Settings>,
): AsyncIterable<Page<unknown>> {
  if (task.mode === 'REPLAY') return replayPages(task, { run, ...parts.target });
  if (task.mode === 'SLICE') return readSlice(task, context);
  return task.stream.read(context, toStart(task, state));
}

/** What a source is read with, until the task or the reader ends. */
export function makeReadContext<Settings>(
  { settings, signal }: SyncTask<Settings>,
  { http, log, now }: SyncParts,
  stop: AbortSignal,
): ReadContext<Settings> {
  return { settings, http, log, now: () => now(), signal: AbortSignal.any([signal, stop]) };
}

async function makePageRun<Settings>({
  task,
  parts: { target, now },
  run,
  state,
}: Reading<Settings>): Promise<PageRun<Settings>> {
  const { connector, stream, isReleased } = task;
  // Before it was first read to its end nobody relies on a stream: nothing is unusual then.
  const isBraked = state.lastSuccessAt !== null && !isReleased;
  return {
    source: connector.name,
    stream,
    runId: run.id,
    target,
    now: () => now(),
    relists: state.isAfterBreak,
    quarantined: await target.quarantine.findDigests(connector.name, stream.name),
    refused: new Set(),
    seenAgain: new Set(),
    takesOlder: false,
    setBack: isOnTheWay(task) && state.lastSuccessAt !== null ? makeSetBack() : null,
    hold: isBraked ? makeHold() : null,
  };
}

/** Watches what the source sends; pages read again say nothing about it. */
async function makeWatch<Settings>({ task, parts, run }: Reading<Settings>): Promise<WatchShape> {
  if (task.mode === 'REPLAY') return () => Promise.resolve();
  const { source, stream } = run;
  const { shapes } = parts.target;
  return watchShape({ source, stream, runId: run.id, shapes, log: parts.log, now: () => parts.now() });
}

/** Sifts pages as they come: the next one is sifted while the store has the one before, and the one after is fetched. */
async function* siftPages<Settings>(
  pages: AsyncIterable<Page<unknown>>,
  siftParts: SiftParts<Settings>,
): AsyncIterable<SiftedPage> {
  for await (const page of oneAhead(pages)) yield siftPage(page, siftParts);
}

/** What is read anew by order, or for the first time, is mapped whatever is stored of it. */
function toSiftParts<Settings>({ task, parts, state }: Reading<Settings>): SiftParts<Settings> {
  return {
    stream: task.stream,
    isRecognising: isOnTheWay(task) && state.lastSuccessAt !== null,
    target: parts.target,
  };
}

async function storeOne<Settings>(
  { task: { stream }, parts, run, state }: Reading<Settings>,
  pageRun: PageRun<Settings>,
  sifted: SiftedPage,
): Promise<StoredPage> {
  await requireSound({ stream, sifted, state }, { states: parts.target.states, now: parts.now });
  const stored = await storePage(pageRun, sifted);
  addCounts(run.counts, stored.counts);
  for (const { text } of sifted.remarks) run.remarks[text] = (run.remarks[text] ?? 0) + 1;
  return stored;
}

/** The run has ended below the limit: what was held back is written, and the cursor follows. */
async function letPass<Settings>(
  { task, parts, run, state }: Reading<Settings>,
  { hold }: PageRun<Settings>,
  { brake, last }: { brake: RewriteBrake; last: SiftedPage | null },
): Promise<void> {
  if (hold === null || hold.count === 0 || last === null) return;
  for (const counts of await brake.letPass()) addCounts(run.counts, counts);
  if (isOnTheWay(task)) await parts.target.states.advance(state, { cursor: last.page.next });
}

/** Whether the cursor may move behind a page: not while changed records before it wait, nor in the middle of unsorted pages. */
function isPassed<Settings>(
  { more }: Page<unknown>,
  { task }: Reading<Settings>,
  { hold }: PageRun<Settings>,
): boolean {
  return isOnTheWay(task) && (hold?.count ?? 0) === 0 && !(task.stream.order === 'none' && more);
}

/**
 * What came again as it lies in quarantine is told once a run. After a whole reading what lies there and did not come is no longer at the
 * source: deleted, or come good after it had shown no key to know it by.
 */
async function settleQuarantine<Settings>(
  { task, parts }: Reading<Settings>,
  { source, stream, quarantined, refused, seenAgain }: PageRun<Settings>,
): Promise<void> {
  const { quarantine } = parts.target;
  await quarantine.touch(source, stream.name, { keys: [...seenAgain], at: parts.now() });
  if (task.mode !== 'FULL') return;
  const absent = [...quarantined.keys()].filter((key) => !refused.has(key));
  await quarantine.release(source, stream.name, absent);
}

/** Where to start: from scratch, or at the stored cursor moved back by the overlap. */
function toStart<Settings>({ stream, mode }: SyncTask<Settings>, { cursor: stored }: SyncState): unknown {
  if (mode === 'FULL' || stored === null) return null;
  const cursor: unknown = stream.cursor.parse(stored);
  return stream.overlapMs === undefined || stream.rewind === undefined
    ? cursor
    : stream.rewind(cursor, stream.overlapMs);
}

function addCounts(sum: SyncCounts, counts: Partial<SyncCounts>): void {
  for (const name of Object.keys(counts) as (keyof SyncCounts)[]) sum[name] += counts[name] ?? 0;
}
