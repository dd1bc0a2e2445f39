/** What every run did, page by page: the evidence behind a record's provenance. */
import { Schema, type Connection } from 'mongoose';

/** Why a stream is read: what changed since the cursor, everything, a slice of it, the pages a former run has kept, or to scan it. */
export type SyncMode = 'INCREMENTAL' | 'FULL' | 'SLICE' | 'REPLAY' | 'RECONCILE';

/** Counts of a page or a run; every item read is in exactly one of unchanged, fresh, changed, older, quarantined; of a scan in none. */
export interface SyncCounts {
  read: number;
  fresh: number;
  changed: number;
  unchanged: number;
  /** Older than, or the same reading as, another one of the same record. */
  older: number;
  quarantined: number;
  /** Records the source was found to have no longer. */
  gone: number;
}

/** One run. */
export interface SyncRun {
  id: string;
  source: string;
  stream: string;
  mode: SyncMode;
  traceId: string;
  mappingVersion: string;
  startedAt: Date;
  endedAt: Date | null;
  outcome: 'RUNNING' | 'DONE' | 'FAILED';
  counts: SyncCounts;
  /** Awkward but valid things met, such as an unknown code, and how often. */
  remarks: Record<string, number>;
  error: string | null;
}

/** One stored page of a run. */
export interface SyncPage {
  runId: string;
  number: number;
  pageHash: string;
  cursorAfter: unknown;
  counts: SyncCounts;
  storedAt: Date;
}

/** Runs and pages. */
export interface SyncRuns {
  init(): Promise<void>;
  /** Books a run; one of the same stream still open belongs to a worker that is gone, and is closed. */
  start(run: SyncRun): Promise<void>;
  addPages(pages: readonly SyncPage[]): Promise<void>;
  end(
    id: string,
    change: Pick<SyncRun, 'endedAt' | 'outcome' | 'counts' | 'remarks' | 'error'>,
  ): Promise<void>;
  find(id: string): Promise<SyncRun | null>;
  /** Runs of a stream, the newest first. */
  findByStream(source: string, stream: string, limit: number): Promise<SyncRun[]>;
  findPages(runId: string): Promise<SyncPage[]>;
  /** Pages of a run behind a number (0 for the first ones), in their order. */
  findPagesAfter(runId: string, number: number, limit: number): Promise<SyncPage[]>;
  countPages(runId: string): Promise<number>;
}

/** Makes the runs kept in one database. */
export function makeSyncRuns(connection: Connection): SyncRuns {
  const loose = { strict: false, versionKey: false, minimize: false } as const;
  const runSchema = new Schema({ _id: String, startedAt: Date }, { ...loose, collection: 'sync_runs' });
  const pageSchema = new Schema({ runId: String, number: Number }, { ...loose, collection: 'sync_pages' });
  pageSchema.index({ runId: 1, number: 1 }, { unique: true });
  runSchema.index({ outcome: 1 });
  runSchema.index({ source: 1, stream: 1, startedAt: -1 });
  const runs = connection.model('sync_runs', runSchema);
  const pages = connection.model('sync_pages', pageSchema);
  return {
    async init() {
      await Promise.all([pages.createIndexes(), runs.createIndexes()]);
    },
    async start({ id, ...run }) {
      const { source, stream } = run;
      await runs.collection.updateMany(
        { outcome: 'RUNNING', source, stream },
        {
          $set: {
            outcome: 'FAILED',
            endedAt: run.startedAt,
            error: 'its worker ended; a later run took over',
          },
        },
      );
      // A run that was asked for and failed is run again under its id: its pages are counted anew.
      await pages.collection.deleteMany({ runId: id });
      await runs.collection.replaceOne({ _id: id as never }, { ...run }, { upsert: true });
    },
    async addPages(given) {
      await pages.collection.insertMany(given.map((page) => ({ ...page })));
    },
    async end(id, change) {
      await runs.collection.updateOne({ _id: id as never }, { $set: change });
    },
    async find(id) {
      const found = await runs.collection.findOne({ _id: id as never });
      if (found === null) return null;
      return toRun(found);
    },
    async findByStream(source, stream, limit) {
      const found = await runs.collection
        .find({ source, stream })
        .sort({ startedAt: -1 })
        .limit(limit)
        .toArray();
      return found.map(toRun);
    },
    async findPages(runId) {
      const found = await pages.collection.find({ runId }).sort({ number: 1 }).toArray();
      return found.map(toPage);
    },
    async findPagesAfter(runId, number, limit) {
      const behind = pages.collection.find({ runId, number: { $gt: number } });
      return (await behind.sort({ number: 1 }).limit(limit).toArray()).map(toPage);
    },
    countPages: (runId) => pages.collection.countDocuments({ runId }),
  };
}

function toPage({ _id, ...page }: Record<string, unknown>): SyncPage {
  return page as unknown as SyncPage;
}

function toRun({ _id, ...run }: Record<string, unknown>): SyncRun {
  return { id: String(_id), ...run } as unknown as SyncRun;
}
