/** What operators see and do, put together for the gateway. */
import { connectors, findStream } from '../connectors/registry.js';
import { HubError, toMessage } from '../errors.js';
import type { JobQueues } from '../jobs/job.js';
import { addSync, type ConnectedSource } from '../jobs/sync.js';
import type { Logger } from '../logger.js';
import type { Operations } from '../resolvers/context.js';
import type { Store } from '../store/store.js';
import { releaseQuarantine } from '../sync/release-quarantine.js';
import { now } from './sources.js';
import type { makeTargets } from './targets.js';

/** A source that has not answered by then is not answering. */
const checkWithinMs = 20_000;

/** What it is made of. */
export interface OperationMakings {
  targetOf: ReturnType<typeof makeTargets>;
  sources: readonly ConnectedSource[];
  queues: Pick<JobQueues, 'add' | 'measure'>;
  log: Logger;
}

/** Makes it. */
export function makeOperations(
  store: Store,
  { targetOf, sources, queues, log }: OperationMakings,
): Operations {
  const getStream = (source: string, name: string) => {
    const stream = findStream(connectors, { source, stream: name });
    if (stream !== null) return stream;
    throw new HubError(
      'NOT_FOUND',
      `source, stream: no connector has the stream ${source}.${name}`.slice(0, 200),
    );
  };
  const { runs, quarantine, states, shapes, scans, operatorActs: acts, exchange } = store;
  return {
    ...{ runs, quarantine, states, shapes, scans, acts },
    measureQueues: () => queues.measure(),
    async check(name) {
      const source = sources.find(({ connector }) => connector.name === name);
      if (source === undefined)
        throw new HubError('NOT_FOUND', `source: no connector is named ${name.slice(0, 64)}`);
      const { connector, settings, http } = source;
      if (!connector.streams.some((stream) => stream.isOn(settings)))
        throw new HubError('BAD_INPUT', `source: ${name} is switched off; .env.example names its variables`);
      return connector.check({ settings, http, log, now, signal: AbortSignal.timeout(checkWithinMs) });
    },
    duties: { ...exchange, now },
    requireStream: (source, stream) => void getStream(source, stream),
    async triggerSync(source, stream) {
      const asked = { source, stream, mode: 'INCREMENTAL' } as const;
      await addSync(queues, asked, `asked-${now().toISOString()}`).catch((error: unknown) => {
        // What is asked for lies in the store: the schedule will find it there.
        log.warn(
          { source, stream, reason: toMessage(error) },
          'a sync that was asked for could not be queued',
        );
      });
    },
    releaseQuarantine(source, name) {
      const stream = getStream(source, name);
      return releaseQuarantine({ source, stream, now }, targetOf(stream.entity));
    },
  };
}
