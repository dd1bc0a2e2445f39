/** Job: hand one dispatch to the axis of documents. Repeating it is safe; how it is done is src/dossiers/dispatches/go-out.ts. */
import { z } from 'zod';
import { dispatchQueue } from '../dossiers/dispatches/go-out.js';
import type { Job } from './job.js';

const dispatchData = z.object({ dispatch: z.string(), round: z.number().int() });

/** Which dispatch, and how many turns at it have failed. */
export type DispatchData = z.infer<typeof dispatchData>;

/** The job as it is queued; blips are retried here, everything longer is the sweep's. */
export const queuedDispatch = {
  name: dispatchQueue,
  manners: { concurrency: 4, attempts: 2, backoffMs: 500 },
} as const;

/** Makes the job. */
export function makeDispatchJob(send: (dispatch: string, round: number) => Promise<void>): Job<DispatchData> {
  return { ...queuedDispatch, data: dispatchData, run: ({ dispatch, round }) => send(dispatch, round) };
}
