/**
 * The books of a run: a row for every page, and how far the stream is. A page that changed something is booked before the next one is stored.
 * Pages that changed nothing, or nothing yet, are booked together, every so often: read again after a crash they say the same again.
 */
import type { Page } from '../connectors/connector.js';
import type { SyncCounts, SyncPage } from '../store/sync-runs.js';
import type { SyncState } from '../store/sync-state.js';
import type { Reading } from './sync-task.js';

/** A page as it is booked. */
export interface BookedPage {
  page: Page<unknown>;
  pageHash: string;
  counts: SyncCounts;
  /** Whether it changed what is stored. */
  isNews: boolean;
  /** Whether the cursor may move behind it. */
  isPassed: boolean;
}

/** The books. */
export interface Books {
  add(page: BookedPage): Promise<void>;
  /** Books what is left; at the end of a run that read to its end. */
  close(): Promise<void>;
}

/** Longest that what is known of a run's progress lags behind it, and most pages that wait. */
const bookedWithinMs = 2_000;
const mostWaiting = 50;

/** Opens the books of a run. */
export function openBooks<Settings>({ parts, run, state }: Reading<Settings>): Books {
  const { runs, states } = parts.target;
  let waiting: SyncPage[] = [];
  let change: Partial<SyncState> = {};
  let bookedAtMs = parts.now().getTime();
  let number = 0;

  async function flush(): Promise<void> {
    if (waiting.length === 0) return;
    // A run's pages before its stream's cursor: of what lies before the cursor every page is known.
    await runs.addPages(waiting);
    await states.advance(state, change);
    waiting = [];
    change = {};
    bookedAtMs = parts.now().getTime();
  }

  return {
    async add({ page, pageHash, counts, isNews, isPassed }) {
      number += 1;
      const storedAt = parts.now();
      waiting.push({ runId: run.id, number, pageHash, counts, cursorAfter: page.next, storedAt });
      const { read, fresh, changed, quarantined } = run.counts;
      change = {
        ...change,
        ...(isPassed ? { cursor: page.next } : {}),
        ...{ read, quarantined, written: fresh + changed, remaining: page.remaining, activeAt: storedAt },
      };
      const isDue = storedAt.getTime() - bookedAtMs > bookedWithinMs || waiting.length >= mostWaiting;
      if (isNews || isDue) await flush();
    },
    close: flush,
  };
}
