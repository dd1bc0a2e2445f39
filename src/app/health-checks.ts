/** What the health pages of both processes rest on. */
import type { HealthChecks } from '../gateway/health.js';
import type { JobQueues } from '../jobs/job.js';
import { type Store } from '../store/store.js';
import type { SourceOverview } from '../sync/overview.js';

/** What readiness rests on. A stale source is told, not failed: the hub still answers. */
export function makeHealthChecks({ store, queues, findSources }: HealthParts): HealthChecks {
  return {
    store: async () => store.ping().then(() => ({})),
    queue: async () => queues.ping().then(() => ({})),
    oldestSync: async () => {
      const sources = await findSources();
      return {
        sources: sources.map(({ name, state, lastSuccessAt, staleSince }) => ({
          name,
          state,
          lastSuccessAt,
          staleSince,
        })),
      };
    },
  };
}

export interface HealthParts {
  store: Pick<Store, 'ping'>;
  queues: Pick<JobQueues, 'ping'>;
  findSources(): Promise<SourceOverview[]>;
}
