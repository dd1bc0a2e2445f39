/** Job: forget the pages of sources whose time is over. */
import { z } from 'zod';
import type { RawPages } from '../store/raw-pages.js';
import type { Job } from './job.js';

const noData = z.object({});

/** When it runs: at night, in Asia/Ho_Chi_Minh. */
export const prunePagesPattern = '45 2 * * *';

/** Makes the job. */
export function makePrunePagesJob(
  pages: Pick<RawPages, 'prune'>,
  now: () => Date,
): Job<z.infer<typeof noData>> {
  return {
    name: 'prune-pages',
    data: noData,
    manners: { concurrency: 1, attempts: 3, backoffMs: 60_000 },
    async run(_, { log }) {
      log.info({ pruned: await pages.prune(now()) }, 'pages whose time is over are forgotten');
    },
  };
}
