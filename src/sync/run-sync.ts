/**
 * Runs one stream of one source to its end: page by page, the cursor moving only after a page is stored, so that a crash
 * anywhere repeats at most one page. The next page is fetched while one is stored; that is all that is ever held.
 */
import { randomUUID } from 'node:crypto';
import type { AnyStream, Connector, Page, ReadContext } from '../connectors/connector.js';
import type { HttpClient } from '../connectors/http.js';
import { toMessage } from '../errors.js';
import type { Logger } from '../logger.js';
import type { PageVault } from '../store/page-vault.js';
import type { Quarantine } from '../store/quarantine.js';
import type { SyncCounts, SyncMode, SyncRun, SyncRuns } from '../store/sync-runs.js';
import type { SyncState, SyncStates } from '../store/sync-state.js';
import { oneAhead } from './one-ahead.js';
import { replayPages } from './replay.js';
import { requireSound } from './require-sound.js';
import { siftItems, type Sifted } from './sift.js';
import { storePage, toPageHash, type PageRun, type PageTarget } from './store-page.js';
import { watchShape, type WatchParts } from './watch-shape.js';

/** Where a run keeps its books, beside the pages themselves. */
export interface SyncTarget extends PageTarget {
  quarantine: Pick<Quarantine, 'put' | 'release' | 'findKeys'>;
  states: Pick<SyncStates, 'take' | 'advance' | 'settleRequest'>;
  runs: Pick<SyncRuns, 'start' | 'addPage' | 'end' | 'findPages'>;
  pages: Pick<PageVault, 'keep' | 'find'>;
  shapes: WatchParts['shapes'];
}

/** One stream to be run. */
export interface SyncTask<Settings> {
  connector: Connector<Settings>;
  stream: AnyStream<Settings>;
  settings: Settings;
  mode: SyncMode;
  /** Id of the run where somebody asked for it; a new one otherwise. */
  runId: string | null;
  /** The run whose pages are read again; for REPLAY alone. */
  fromRun: string | null;
  /** Runs from what triggered it to every log line. */
  traceId: string;
  signal: AbortSignal;
}

/** What the engine needs beside the task. */
export interface SyncParts {
  target: SyncTarget;
  http: HttpClient;
  log: Logger;
  now(): Date;
}

/**
 * Runs a stream to its end.
 * @returns the finished run. @throws what made it fail, after the run and the state say so.
 */
export async function runSync<Settings>(task: SyncTask<Settings>, parts: SyncParts): Promise<SyncRun> {
  const { connector, stream } = task;
  const log = parts.log.child({ source: connector.name, stream: stream.name });
  const run = makeRun(task, parts.now());
  await parts.target.runs.start(run);
  const state = await parts.target.states.take(connector.name, stream.name, run.id);
  log.info({ runId: run.id, mode: run.mode }, 'sync started');
  try {
    await readPages({ task, parts: { ...parts, log }, run, state });
    await finish({ run, state, parts, error: null, wasStopped: false });
    log.info({ runId: run.id, ...run.counts }, 'sync done');
    return run;
  } catch (error) {
    const reason = toMessage(error);
    log.warn({ runId: run.id, ...run.counts, reason }, 'sync failed');
    await finish({ run, state, parts, error: reason, wasStopped: task.signal.aborted });
    throw error;
  }
}

interface Reading<Settings> {
  task: SyncTask<Settings>;
  parts: SyncParts;
  run: SyncRun;
  state: SyncState;
}

async function readPages<Settings>({ task, parts, run, state }: Reading<Settings>): Promise<void> {
  const { connector, stream } = task;
  const pageRun: PageRun<Settings> = {
    source: connector.name,
    stream,
    runId: run.id,
    target: parts.target,
    now: () => parts.now(),
    relists: state.isAfterBreak,
    quarantinedKeys: await parts.target.quarantine.findKeys(connector.name, stream.name),
  };
  const stop = new AbortController();
  const signal = AbortSignal.any([task.signal, stop.signal]);
  const context: ReadContext<Settings> = {
    settings: task.settings,
    http: parts.http,
    log: parts.log,
    now: () => parts.now(),
    signal,
  };
  const { shapes } = parts.target;
  const named = { source: connector.name, stream: stream.name, runId: run.id };
  const watch = await watchShape({ ...named, shapes, log: parts.log, now: () => parts.now() });
  let number = 0;
  try {
    const pages =
      task.mode === 'REPLAY'
        ? replayPages(task, { run, ...parts.target })
        : stream.read(context, toStart(task, state));
    for await (const { page, pageHash, sifted } of oneAhead(siftPages(pages, task, parts))) {
      task.signal.throwIfAborted();
      const { items, bytes } = page;
      await watch(items, pageHash);
      await requireSound({ stream, items, sifted, state }, { states: parts.target.states, now: parts.now });
      const { counts, remarks } = await storePage(pageRun, { items, bytes, pageHash }, sifted);
      number += 1;
      addCounts(run.counts, counts);
      for (const remark of remarks) run.remarks[remark] = (run.remarks[remark] ?? 0) + 1;
      await bookPage({ task, parts, run, state }, { page, pageHash, counts, number });
    }
  } finally {
    stop.abort();
  }
}

/** Sifts pages as they come: the next one is fetched and sifted while the store has the one before. */
async function* siftPages<Settings>(
  pages: AsyncIterable<Page<unknown>>,
  { stream }: SyncTask<Settings>,
  { target }: SyncParts,
): AsyncIterable<{ page: Page<unknown>; pageHash: string; sifted: Sifted }> {
  for await (const page of pages) {
    const sifted = siftItems(stream, page.items, (record) => target.seal(record));
    yield { page, pageHash: toPageHash(page.bytes), sifted };
  }
}

/** A stored page goes into the books: into its run's, and then into the stream's, whose cursor moves. */
async function bookPage<Settings>(
  { task, parts, run, state }: Reading<Settings>,
  { page, ...stored }: { page: Page<unknown>; pageHash: string; counts: SyncCounts; number: number },
): Promise<void> {
  const { runs, states } = parts.target;
  await runs.addPage({ runId: run.id, ...stored, cursorAfter: page.next, storedAt: parts.now() });
  // Unsorted pages say nothing about what lies before the cursor until the last one is stored; pages read again, nothing at all.
  const isLeft = task.mode === 'REPLAY' || (task.stream.order === 'none' && page.more);
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

function makeRun<Settings>(
  { connector, stream, mode, traceId, runId }: SyncTask<Settings>,
  startedAt: Date,
): SyncRun {
  return {
    id: runId ?? `run_${startedAt.toISOString().replace(/\D/g, '').slice(0, 14)}_${randomUUID().slice(0, 8)}`,
    source: connector.name,
    stream: stream.name,
    mode,
    traceId,
    mappingVersion: connector.version,
    startedAt,
    endedAt: null,
    outcome: 'RUNNING',
    counts: { read: 0, fresh: 0, changed: 0, unchanged: 0, older: 0, quarantined: 0 },
    remarks: {},
    error: null,
  };
}

function addCounts(sum: SyncCounts, counts: SyncCounts): void {
  for (const name of Object.keys(counts) as (keyof SyncCounts)[]) sum[name] += counts[name];
}

interface Ending {
  run: SyncRun;
  state: SyncState;
  parts: SyncParts;
  error: string | null;
  /** A run stopped by its own worker's shutdown failed through no fault of the source. */
  wasStopped: boolean;
}

async function finish({ run, state, parts, error, wasStopped }: Ending): Promise<void> {
  const endedAt = parts.now();
  Object.assign(run, { endedAt, outcome: error === null ? 'DONE' : 'FAILED', error });
  const { counts, outcome, remarks } = run;
  await parts.target.runs.end(run.id, { endedAt, outcome, counts, remarks, error });
  // Reading kept pages again says nothing about how fresh the source is.
  const isRead = error === null && run.mode !== 'REPLAY';
  const success = isRead ? { lastSuccessAt: endedAt, remaining: 0, paused: null } : {};
  if (error === null) await parts.target.states.settleRequest(run.source, run.stream, run.id);
  try {
    await parts.target.states.advance(state, {
      running: false,
      activeAt: endedAt,
      lastError: wasStopped ? null : error,
      ...success,
    });
  } catch (conflict) {
    // The stream belongs to a later run by now; its own outcome counts.
    if (error === null) throw conflict;
  }
}
