/** Job: hand one transfer to its receiver's system. Repeating it is safe; how it is done is src/dossiers/deliver.ts. */
import { z } from 'zod';
import { deliverQueue } from '../dossiers/deliver.js';
import type { Job } from './job.js';

const deliverData = z.object({ transfer: z.string(), round: z.number().int() });

/** Which transfer, and the how manieth time it is queued. */
export type DeliverData = z.infer<typeof deliverData>;

/** The job as it is queued; blips are retried here, everything longer is the sweep's. */
export const queuedDelivery = {
  name: deliverQueue,
  manners: { concurrency: 16, attempts: 2, backoffMs: 500 },
} as const;

/** Makes the job. */
export function makeDeliverJob(deliver: (transfer: string) => Promise<void>): Job<DeliverData> {
  return {
    ...queuedDelivery,
    data: deliverData,
    run: ({ transfer }) => deliver(transfer),
  };
}
