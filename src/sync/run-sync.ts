/** Runs one stream of one source: books the run, takes the stream, has it read or reconciled, and says how it ended. */
import { randomUUID } from 'node:crypto';
import { toMessage } from '../errors.js';
import type { SyncRun } from '../store/sync-runs.js';
import type { SyncState } from '../store/sync-state.js';
import { readPages } from './read-pages.js';
import { reconcile } from './reconcile.js';
import { isOnTheWay, type SyncParts, type SyncTask } from './sync-task.js';

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
    const reading = { task, parts: { ...parts, log }, run, state };
    await (task.mode === 'RECONCILE' ? reconcile(reading) : readPages(reading));
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
    counts: { read: 0, fresh: 0, changed: 0, unchanged: 0, older: 0, quarantined: 0, gone: 0 },
    remarks: {},
    error: null,
  };
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
  const success = error === null ? toSuccess(run, state, endedAt) : {};
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

/** What a run that ended well says about its stream: slices, kept pages and keys alone say nothing about how fresh it is. */
function toSuccess(run: SyncRun, { brake }: SyncState, endedAt: Date): Partial<SyncState> {
  const isEased = brake !== null && brake.order.mode === run.mode;
  const eased = isEased ? { paused: null, brake: null } : {};
  if (!isOnTheWay(run)) return { remaining: 0, ...eased };
  return { lastSuccessAt: endedAt, remaining: 0, ...(brake === null ? { paused: null } : eased) };
}
