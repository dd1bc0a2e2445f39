/** What a run of the engine is made of: the stream and how it is read, where things go, and the run as it stands. */
import type { AnyStream, Connector } from '../connectors/connector.js';
import type { HttpClient } from '../connectors/http.js';
import type { Logger } from '../logger.js';
import type { Scans } from '../store/scans.js';
import type { PageVault } from '../store/page-vault.js';
import type { Quarantine } from '../store/quarantine.js';
import type { RecordStore } from '../store/record-store.js';
import type { SyncRun, SyncRuns } from '../store/sync-runs.js';
import type { ReadingOrder, SyncState, SyncStates } from '../store/sync-state.js';
import type { PageTarget } from './store-page.js';
import type { WatchParts } from './watch-shape.js';

/** Where a run keeps its books, beside the pages themselves. */
export interface SyncTarget extends PageTarget {
  records: Pick<
    RecordStore,
    'findByIds' | 'findHeads' | 'write' | 'renewHeads' | 'relist' | 'count' | 'bury' | 'readKeys'
  >;
  quarantine: Pick<Quarantine, 'put' | 'touch' | 'release' | 'findDigests'>;
  states: Pick<SyncStates, 'take' | 'advance' | 'find' | 'request' | 'settleRequest'>;
  runs: Pick<SyncRuns, 'start' | 'addPages' | 'end' | 'findPages'>;
  pages: Pick<PageVault, 'keep' | 'find'>;
  shapes: WatchParts['shapes'];
  scans: Pick<Scans, 'find' | 'save'>;
}

/** One stream to be run. */
export interface SyncTask<Settings> extends ReadingOrder {
  connector: Connector<Settings>;
  stream: AnyStream<Settings>;
  settings: Settings;
  /** Id of the run where somebody asked for it; a new one otherwise. */
  runId: string | null;
  /** Whether an operator has let it do what the brake stopped. */
  isReleased: boolean;
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

/** Whether what is read says how far the stream is: slices, kept pages and keys alone do not. */
export function isOnTheWay({ mode }: Pick<ReadingOrder, 'mode'>): boolean {
  return mode === 'INCREMENTAL' || mode === 'FULL';
}

/** A run under way. */
export interface Reading<Settings> {
  task: SyncTask<Settings>;
  parts: SyncParts;
  run: SyncRun;
  state: SyncState;
}
