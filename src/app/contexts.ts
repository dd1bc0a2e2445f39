/** The contexts of requests, put together: what every resolver has at hand. */
import { defaultCalendar } from '../calendar/default-calendar.js';
import { makeWorkingCalendar } from '../calendar/working-calendar.js';
import { connectors } from '../connectors/registry.js';
import { makeCursorCodec } from '../lists/cursor.js';
import type { JobQueues } from '../jobs/job.js';
import type { ConnectedSource } from '../jobs/sync.js';
import type { Logger } from '../logger.js';
import { makeContextFactory, type ContextParts } from '../resolvers/context.js';
import { makeDossierReader } from '../store/dossier-reader.js';
import { deriveKey } from '../store/seal.js';
import type { Store } from '../store/store.js';
import { makeFindLineage } from '../sync/lineage.js';
import { makeOperations } from './operations.js';
import { now } from './sources.js';
import { makeTargets } from './targets.js';

/** What contexts need of the process. */
export interface ContextMakings extends Pick<
  ContextParts,
  'listings' | 'holders' | 'exchange' | 'dispatches' | 'findSources' | 'signPath' | 'trace'
> {
  hubSecret: string;
  sources: readonly ConnectedSource[];
  store: Store;
  queues: Pick<JobQueues, 'add' | 'measure'>;
  log: Logger;
}

/** Makes the function that makes a request's context. */
export function makeContexts({
  hubSecret,
  sources,
  store,
  queues,
  log,
  ...given
}: ContextMakings): ReturnType<typeof makeContextFactory> {
  const targetOf = makeTargets(store, hubSecret);
  const { pages } = targetOf('dossier');
  return makeContextFactory({
    ...given,
    operations: makeOperations(store, { targetOf, sources, queues, log }),
    dossierReader: makeDossierReader(store.records.dossier),
    calendar: makeWorkingCalendar(defaultCalendar),
    cursors: makeCursorCodec(deriveKey(hubSecret, 'cursor')),
    findLineage: makeFindLineage({ connectors, runs: store.runs, pages }),
    histories: store.records,
    now,
  });
}
