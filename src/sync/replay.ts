/** Reads the pages a former run has kept as if they came from the source: after a mapping was mended, with no network. */
import type { Page } from '../connectors/connector.js';
import { HubError } from '../errors.js';
import type { PageVault } from '../store/page-vault.js';
import type { SyncRun, SyncRuns } from '../store/sync-runs.js';
import type { SyncTask } from './sync-task.js';

/** Where the pages are, and the run that reads them. */
export interface ReplayParts {
  run: Pick<SyncRun, 'remarks'>;
  runs: Pick<SyncRuns, 'findPages'>;
  pages: Pick<PageVault, 'find'>;
}

/** What a run remarks of a page it did not find: one that changed nothing was not kept, nor one whose time is over. */
export const notKept = 'page not kept';

/**
 * The pages of a run, in their order.
 * @throws HubError BAD_INPUT where the run has none.
 */
export async function* replayPages<Settings>(
  { stream, fromRun }: Pick<SyncTask<Settings>, 'stream' | 'fromRun'>,
  { run, runs, pages }: ReplayParts,
): AsyncIterable<Page<unknown>> {
  const known = fromRun === null ? [] : await runs.findPages(fromRun);
  if (known.length === 0)
    throw new HubError('BAD_INPUT', `fromRun: expected a run with pages, got ${fromRun ?? 'none'}`);
  for (const [n, { pageHash, cursorAfter }] of known.entries()) {
    const bytes = await pages.find(pageHash);
    if (bytes === null) {
      run.remarks[notKept] = (run.remarks[notKept] ?? 0) + 1;
      continue;
    }
    const more = n < known.length - 1;
    yield { items: stream.parse(bytes), bytes, next: cursorAfter, more, remaining: null };
  }
}
