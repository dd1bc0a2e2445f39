/** Job: hand one transfer to its receiver's system. Repeating it is safe; how it is done is src/dossiers/deliver.ts. */
import { z } from 'zod';
import { deliverQueue, type DeliveryOutcome } from '../dossiers/deliver.js';
import type { Job } from './job.js';

const deliverData = z.object({ transfer: z.string(), round: z.number().int() });

/** Which transfer, and how many turns at it have failed. */
export type DeliverData = z.infer<typeof deliverData>;

/** How soon a delivery is tried whose node has no place for it; by chance, so that they do not all come at once. */
const toPutOffMs = (): number => 1_000 + Math.random() * 2_000;

/** The job as it is queued; blips are retried here, everything longer is the sweep's. */
export const queuedDelivery = {
  name: deliverQueue,
  manners: { concurrency: 64, attempts: 2, backoffMs: 500 },
} as const;

/** Makes the job. */
export function makeDeliverJob(
  deliver: (transfer: string, round: number) => Promise<DeliveryOutcome>,
): Job<DeliverData> {
  return {
    ...queuedDelivery,
    data: deliverData,
    async run({ transfer, round }, { putOff }) {
      if ((await deliver(transfer, round)) === 'PUT_OFF') putOff(toPutOffMs());
    },
  };
}
