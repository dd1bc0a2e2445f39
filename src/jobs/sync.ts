/**
 * Job: read one stream of one source to its end. Repeating it is safe; what it does is the engine's business (src/sync). Every source has a queue of its own,
 * so that one that is slow, or does not answer, keeps no place another one waits for.
 */
import { z } from 'zod';
import type { AnyConnector } from '../connectors/registry.js';
import type { HttpClient } from '../connectors/http.js';
import { HubError } from '../errors.js';
import { runSync } from '../sync/run-sync.js';
import type { SyncTarget } from '../sync/sync-task.js';
import type { SyncStates } from '../store/sync-state.js';
import type { EntityName } from '../records/record.js';
import type { Job, JobQueues } from './job.js';
import type { QueuedJob } from './queue.js';

const syncData = z.object({
  stream: z.string(),
  mode: z.enum(['INCREMENTAL', 'FULL', 'SLICE', 'REPLAY', 'RECONCILE']),
});

/** Which stream of the source, and how. */
export type SyncData = z.infer<typeof syncData>;

/** A source with its settings and its way to the network. */
export interface ConnectedSource {
  connector: AnyConnector;
  settings: unknown;
  http: HttpClient;
}

/** What the job needs. */
export interface SyncJobParts {
  targetOf(entity: EntityName): SyncTarget;
  states: Pick<SyncStates, 'find'>;
  now(): Date;
}

/** The job of one source as it is queued. */
export function toQueuedSync(source: string): QueuedJob {
  return { name: `sync.${source}`, manners: { concurrency: 4, attempts: 5, backoffMs: 5_000 } };
}

/** Queues a reading of a stream; at most one of it is active and one waits. */
export async function addSync(
  queues: Pick<JobQueues, 'add'>,
  { source, ...data }: SyncData & { source: string },
  traceId: string,
): Promise<void> {
  await queues.add(toQueuedSync(source).name, data, { traceId, duty: `${source}.${data.stream}` });
}

/** Makes the job of one source. */
export function makeSyncJob(
  { connector, settings, http }: ConnectedSource,
  { targetOf, states, now }: SyncJobParts,
): Job<SyncData> {
  const source = connector.name;
  return {
    ...toQueuedSync(source),
    data: syncData,
    async run({ stream: name, mode }, { traceId, signal, log }) {
      const stream = connector.streams.find((one) => one.name === name);
      if (stream === undefined)
        throw new HubError('NOT_FOUND', `no connector has the stream ${source}.${name}`);
      // Switched off since it was queued: done, quietly.
      if (!stream.isOn(settings)) return;
      // What somebody asked for lies in the store: a queue may forget it, or replace it by what the schedule wants.
      const state = await states.find(source, name);
      const requested = state?.requested ?? null;
      if (requested === null && state?.paused != null) {
        log.info({ source, stream: name, reason: state.paused.reason }, 'a paused stream is not read');
        return;
      }
      const asked = requested ?? { runId: null, mode, fromRun: null, slice: null, isReleased: false };
      await runSync(
        { connector, stream, settings, ...asked, traceId, signal },
        { target: targetOf(stream.entity), http, log, now },
      );
    },
  };
}
