/** `Run` and its parts: what a synchronisation did, page by page. */
import { toKeysetPage, type KeysetPage } from '../../lists/keyset-page.js';
import type { PageRequest } from '../../lists/page.js';
import type { SyncPage } from '../../store/sync-runs.js';
import { anyConnection, rowEdge } from '../connections.js';
import type { HubContext } from '../context.js';
import type { AskedRun } from './acts.js';

/** A page of a run; known in lists by its number. */
type RunPage = SyncPage & { id: string };

const run = {
  state: ({ outcome }: AskedRun): string => outcome ?? 'WAITING',
  remarks: ({ remarks }: AskedRun): { text: string; count: number }[] | null =>
    remarks === undefined ? null : Object.entries(remarks).map(([text, count]) => ({ text, count })),
  pages: (
    { id }: AskedRun,
    request: PageRequest,
    { operations: { runs }, cursors }: HubContext,
  ): KeysetPage<RunPage> =>
    toKeysetPage(
      {
        find: async (after, limit) => {
          const found = await runs.findPagesAfter(id, Number(after ?? 0), limit);
          return found.map((page) => ({ ...page, id: String(page.number) }));
        },
        count: () => runs.countPages(id),
      },
      request,
      { orderName: 'runPages.number.asc', cursors },
    ),
};

const runPage = {
  cursorAfter: ({ cursorAfter }: RunPage): string => JSON.stringify(cursorAfter),
};

export const runTypes = {
  Run: run,
  RunPage: runPage,
  RunPageConnection: anyConnection,
  RunPageEdge: rowEdge,
};
