/** Job: queue a sync of every stream of a source that is switched on. The schedule runs it; so does the worker's start. */
import { z } from 'zod';
import { HubError } from '../errors.js';
import type { Job, JobQueues } from './job.js';
import { toSyncDuty, type ConnectedSource, type SyncData } from './sync.js';

const triggerData = z.object({ source: z.string() });

/** Makes the job; `queues` is asked for when it runs, since the queues are made from the jobs. */
export function makeTriggerSyncJob(
  sources: readonly ConnectedSource[],
  queues: () => Pick<JobQueues, 'add'>,
): Job<z.infer<typeof triggerData>> {
  return {
    name: 'trigger-sync',
    data: triggerData,
    manners: { concurrency: 1, attempts: 3, backoffMs: 1_000 },
    async run({ source }, { traceId }) {
      const connected = sources.find(({ connector }) => connector.name === source);
      if (connected === undefined) throw new HubError('NOT_FOUND', `no connector is named ${source}`);
      const { connector, settings } = connected;
      for (const stream of connector.streams.filter((candidate) => candidate.isOn(settings))) {
        const data: SyncData = { source, stream: stream.name, mode: 'INCREMENTAL' };
        await queues().add('sync', data, { traceId, duty: toSyncDuty(data) });
      }
    },
  };
}
