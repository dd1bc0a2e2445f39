/**
 * Reads a stream page by page and stores what it says, the cursor moving only after a page is stored, so that a crash anywhere repeats
 * at most one page. The next page is fetched and sifted while one is stored; that is all that is ever held, but for changed records
 * the brake has not let pass yet (brake.ts): while there are any, the cursor waits with them.
 */
import type { Page, ReadContext } from '../connectors/connector.js';
import type { SyncCounts } from '../store/sync-runs.js';
import type { SyncState } from '../store/sync-state.js';
import { makeHold, stopRun, toAllowed, type Hold } from './brake.js';
import { oneAhead } from './one-ahead.js';
import { replayPages } from './replay.js';
import { requireSound } from './require-sound.js';
import { siftItems, type Sifted } from './sift.js';
import { storePage, toPageHash, writeCandidates, type PageRun } from './store-page.js';
import type { Reading, SyncParts, SyncTask } from './sync-task.js';
import { watchShape, type WatchShape } from './watch-shape.js';

/** A page, sifted. */
interface SiftedPage {
  page: Page<unknown>;
  pageHash: string;
  sifted: Sifted;
}

/** Reads what the task says to its end. @throws what made it stop. */
export async function readPages<Settings>(reading: Reading<Settings>): Promise<void> {
  const { task, parts, run, state } = reading;
  const pageRun = await makePageRun(reading);
  const { most, total } = await findMostRewrites(reading);
  const watch = await makeWatch(reading);
  const stop = new AbortController();
  const context = makeReadContext(task, parts, stop.signal);
  let number = 0;
  let last: Page<unknown> | null = null;
  try {
    const pages =
      task.mode === 'REPLAY'
        ? replayPages(task, { run, ...parts.target })
        : task.stream.read(context, toStart(task, state));
    for await (const one of oneAhead(siftPages(pages, task, parts))) {
      task.signal.throwIfAborted();
      await watch(one.page.items, one.pageHash);
      const counts = await storeOne(reading, pageRun, one);
      await stopAbove(most, { reading, hold: pageRun.hold, total });
      number += 1;
      last = one.page;
      await bookPage(reading, { ...one, counts, number, isHeld: (pageRun.hold?.count ?? 0) > 0 });
    }
    await letPass(reading, pageRun, last);
  } finally {
    stop.abort();
  }
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
  task: { connector, stream, isReleased },
  parts: { target, now },
  run,
  state,
}: Reading<Settings>): Promise<PageRun<Settings>> {
  // Before it was first read to its end nobody relies on a stream: nothing is unusual then.
  const isBraked = state.lastSuccessAt !== null && !isReleased;
  return {
    source: connector.name,
    stream,
    runId: run.id,
    target,
    now: () => now(),
    relists: state.isAfterBreak,
    quarantinedKeys: await target.quarantine.findKeys(connector.name, stream.name),
    hold: isBraked ? makeHold() : null,
  };
}

async function findMostRewrites<Settings>({
  task: { stream },
  parts: { target },
}: Reading<Settings>): Promise<{ most: number; total: number }> {
  const total = await target.records.count();
  return { total, most: toAllowed('REWRITES', total, stream.rewriteLimit) };
}

/** Watches what the source sends; pages read again say nothing about it. */
async function makeWatch<Settings>({ task, parts, run }: Reading<Settings>): Promise<WatchShape> {
  if (task.mode === 'REPLAY') return () => Promise.resolve();
  const { source, stream } = run;
  const { shapes } = parts.target;
  return watchShape({ source, stream, runId: run.id, shapes, log: parts.log, now: () => parts.now() });
}

/** Sifts pages as they come: the next one is fetched and sifted while the store has the one before. */
async function* siftPages<Settings>(
  pages: AsyncIterable<Page<unknown>>,
  { stream }: SyncTask<Settings>,
  { target }: SyncParts,
): AsyncIterable<SiftedPage> {
  for await (const page of pages) {
    const sifted = siftItems(stream, page.items, (record) => target.seal(record));
    yield { page, pageHash: toPageHash(page.bytes), sifted };
  }
}

async function storeOne<Settings>(
  { task: { stream }, parts, run, state }: Reading<Settings>,
  pageRun: PageRun<Settings>,
  { page: { items, bytes }, pageHash, sifted }: SiftedPage,
): Promise<SyncCounts> {
  await requireSound({ stream, items, sifted, state }, { states: parts.target.states, now: parts.now });
  const { counts, remarks } = await storePage(pageRun, { items, bytes, pageHash }, sifted);
  addCounts(run.counts, counts);
  for (const remark of remarks) run.remarks[remark] = (run.remarks[remark] ?? 0) + 1;
  return counts;
}

/** Stops the run once more is held back than may pass. */
async function stopAbove<Settings>(
  most: number,
  { reading, hold, total }: { reading: Reading<Settings>; hold: Hold | null; total: number },
): Promise<void> {
  if (hold === null || hold.count <= most) return;
  const { task, parts, run, state } = reading;
  const ids = hold.pages.flatMap(({ candidates }) => candidates.map(({ record }) => record.id));
  const { mode, fromRun } = task;
  const about = { kind: 'REWRITES', count: hold.count, total, ids } as const;
  // What was held back was not written, whatever its pages say of it.
  run.counts.changed -= hold.count;
  await stopRun(state, { ...about, mode, fromRun, runId: run.id, at: parts.now() }, parts.target.states);
}

/** The run has ended below the limit: what was held back is written, and the cursor follows. */
async function letPass<Settings>(
  { task, parts, run, state }: Reading<Settings>,
  pageRun: PageRun<Settings>,
  last: Page<unknown> | null,
): Promise<void> {
  const { hold } = pageRun;
  if (hold === null || hold.count === 0 || last === null) return;
  for (const { candidates, pageHash } of hold.pages) {
    // Its page was kept when it was held back.
    const keepRaw = (): Promise<void> => Promise.resolve();
    const passed = await writeCandidates({ ...pageRun, hold: null }, candidates, { pageHash, keepRaw });
    run.counts.changed -= candidates.length;
    addCounts(run.counts, passed);
  }
  if (task.mode !== 'REPLAY') await parts.target.states.advance(state, { cursor: last.next });
}

/** A stored page goes into the books: into its run's, and then into the stream's, whose cursor moves. */
async function bookPage<Settings>(
  { task, parts, run, state }: Reading<Settings>,
  {
    page,
    pageHash,
    counts,
    number,
    isHeld,
  }: SiftedPage & { counts: SyncCounts; number: number; isHeld: boolean },
): Promise<void> {
  const { runs, states } = parts.target;
  const stored = { pageHash, counts, number, cursorAfter: page.next, storedAt: parts.now() };
  await runs.addPage({ runId: run.id, ...stored });
  // Unsorted pages say nothing about what lies before the cursor until the last one is stored; pages read again, nothing at all.
  const isLeft = isHeld || task.mode === 'REPLAY' || (task.stream.order === 'none' && page.more);
  const { read, fresh, changed, quarantined } = run.counts;
  await states.advance(state, {
    ...(isLeft ? {} : { cursor: page.next }),
    ...{ read, quarantined, written: fresh + changed },
    remaining: page.remaining,
    activeAt: parts.now(),
  });
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
