/**
 * Job: queue a sync of every stream of a source that is switched on. The schedule runs it, so does the worker's start; another schedule has
 * the keys of every stream reconciled.
 */
import { z } from 'zod';
import { HubError } from '../errors.js';
import type { SyncStates } from '../store/sync-state.js';
import { askForRun } from '../sync/ask-for-run.js';
import type { Job, JobQueues } from './job.js';
import { addSync, type ConnectedSource } from './sync.js';

const triggerData = z.object({
  source: z.string(),
  mode: z.enum(['INCREMENTAL', 'RECONCILE']).default('INCREMENTAL'),
});

/** Makes the job; `queues` is asked for when it runs, since the queues are made from the jobs. */
export function makeTriggerSyncJob(
  sources: readonly ConnectedSource[],
  states: Pick<SyncStates, 'find' | 'request'>,
  queues: () => Pick<JobQueues, 'add'>,
): Job<z.infer<typeof triggerData>> {
  return {
    name: 'trigger-sync',
    data: triggerData,
    manners: { concurrency: 1, attempts: 3, backoffMs: 1_000 },
    async run({ source, mode }, { traceId }) {
      const connected = sources.find(({ connector }) => connector.name === source);
      if (connected === undefined) throw new HubError('NOT_FOUND', `no connector is named ${source}`);
      const { connector, settings } = connected;
      for (const stream of connector.streams.filter((candidate) => candidate.isOn(settings))) {
        // Asked for in the store, since what waits in the queue gives way to the next reading.
        if (mode === 'RECONCILE')
          await askForRun({ source, stream: stream.name, mode, purpose: 'scan' }, states);
        await addSync(queues(), { source, stream: stream.name, mode: 'INCREMENTAL' }, traceId);
      }
    },
  };
}
