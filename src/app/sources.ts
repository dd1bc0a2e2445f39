/** The sources as this process knows them: connector, settings, network, and how far each has been read. */
import type { Config } from '../config.js';
import { makeHttpClient } from '../connectors/http.js';
import { connectors } from '../connectors/registry.js';
import type { SharedLimits } from '../jobs/shared-limits.js';
import { type ConnectedSource } from '../jobs/sync.js';
import type { Logger } from '../logger.js';
import type { EntityName } from '../records/record.js';
import { type Store } from '../store/store.js';
import { findOverviews, type ConfiguredSource } from '../sync/find-overviews.js';
import type { SourceOverview } from '../sync/overview.js';

/** The hub's clock. */
export const now = (): Date => new Date();

/** Every source with its settings. */
export function toConfiguredSources(config: Config): ConfiguredSource[] {
  return connectors.map((connector) => ({ connector, settings: config.sources[connector.name] }));
}

/** Every source with its settings and its way to the network. */
export function toConnectedSources(
  config: Config,
  { log, shared }: { log: Logger; shared: SharedLimits },
): ConnectedSource[] {
  return toConfiguredSources(config).map(({ connector, settings }) => {
    const { name, limits } = connector;
    const pacer = shared.makePacer(name, limits);
    return { connector, settings, http: makeHttpClient({ source: name, limits, log, pacer }) };
  });
}

type CountOf = (entity: EntityName, stream: string) => number;

export function makeSourcesFinder(
  sources: readonly ConfiguredSource[],
  store: Store,
  countOf: CountOf,
): () => Promise<SourceOverview[]> {
  const { states, quarantine } = store;
  return () => findOverviews({ sources, states, quarantine, countOf, now });
}
