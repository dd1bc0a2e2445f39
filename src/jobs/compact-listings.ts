/** Job: merge the small segments of the listings' logs, so that a gateway starts as fast after a year as after a day. */
import { z } from 'zod';
import type { ListingLog } from '../store/listing-log.js';
import type { Job } from './job.js';

const noData = z.object({});

/** When it runs: at night, in Asia/Ho_Chi_Minh. */
export const compactListingsPattern = '30 2 * * *';

/** No writer takes that long over one segment. */
const settledAfterMs = 3_600_000;

/** Makes the job. */
export function makeCompactListingsJob(
  logs: readonly ListingLog[],
  now: () => Date,
): Job<z.infer<typeof noData>> {
  return {
    name: 'compact-listings',
    data: noData,
    manners: { concurrency: 1, attempts: 3, backoffMs: 60_000 },
    async run(_, { log }) {
      const writtenBefore = new Date(now().getTime() - settledAfterMs);
      let merged = 0;
      for (const listingLog of logs) merged += await listingLog.compact(writtenBefore);
      log.info({ merged }, 'listings compacted');
    },
  };
}
