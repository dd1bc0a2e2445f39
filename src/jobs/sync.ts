/** Job: read one stream of one source to its end. Repeating it is safe; what it does is the engine's business (src/sync). */
import { z } from 'zod';
import { findStream, type AnyConnector } from '../connectors/registry.js';
import type { HttpClient } from '../connectors/http.js';
import { HubError } from '../errors.js';
import { runSync } from '../sync/run-sync.js';
import type { SyncTarget } from '../sync/sync-task.js';
import type { SyncStates } from '../store/sync-state.js';
import type { EntityName } from '../records/record.js';
import type { Job } from './job.js';

const syncData = z.object({
  source: z.string(),
  stream: z.string(),
  mode: z.enum(['INCREMENTAL', 'FULL', 'SLICE', 'REPLAY', 'RECONCILE']),
});

/** Which stream, and how. */
export type SyncData = z.infer<typeof syncData>;

/** A source with its settings and its way to the network. */
export interface ConnectedSource {
  connector: AnyConnector;
  settings: unknown;
  http: HttpClient;
}

/** What the job needs. */
export interface SyncJobParts {
  sources: readonly ConnectedSource[];
  targetOf(entity: EntityName): SyncTarget;
  states: Pick<SyncStates, 'find'>;
  now(): Date;
}

/** Duty of a sync job: at most one active and one waiting per stream. */
export function toSyncDuty({ source, stream }: Pick<SyncData, 'source' | 'stream'>): string {
  return `${source}.${stream}`;
}

/** The job as it is queued. */
export const queuedSync = {
  name: 'sync',
  manners: { concurrency: 4, attempts: 5, backoffMs: 5_000 },
} as const;

/** Makes the job. */
export function makeSyncJob({ sources, targetOf, states, now }: SyncJobParts): Job<SyncData> {
  return {
    ...queuedSync,
    data: syncData,
    async run({ source, stream: name, mode }, { traceId, signal, log }) {
      const connected = sources.find(({ connector }) => connector.name === source);
      const stream = connected && findStream([connected.connector], { source, stream: name });
      if (connected === undefined || stream == null) {
        throw new HubError('NOT_FOUND', `no connector has the stream ${source}.${name}`);
      }
      const { connector, settings, http } = connected;
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
