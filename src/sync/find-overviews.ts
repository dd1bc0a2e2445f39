/** Gathers what the overview of the sources is made of: states, kept counts, quarantine. */
import type { AnyConnector } from '../connectors/registry.js';
import type { EntityName } from '../records/record.js';
import type { Quarantine } from '../store/quarantine.js';
import type { SyncStates } from '../store/sync-state.js';
import { toSourceOverview, type SourceOverview } from './overview.js';

/** A source with its settings. */
export interface ConfiguredSource {
  connector: AnyConnector;
  settings: unknown;
}

/** Where the facts are. */
export interface OverviewParts {
  sources: readonly ConfiguredSource[];
  states: Pick<SyncStates, 'findAll'>;
  quarantine: Pick<Quarantine, 'countByStream'>;
  /** How many records of an entity came from `source.stream`. */
  countOf(entity: EntityName, stream: string): number;
  now(): Date;
}

/** The overview of every source, by name. */
export async function findOverviews(parts: OverviewParts): Promise<SourceOverview[]> {
  const [states, quarantined] = await Promise.all([parts.states.findAll(), parts.quarantine.countByStream()]);
  return parts.sources.map(({ connector, settings }) =>
    toSourceOverview({
      connector,
      settings,
      states,
      now: parts.now(),
      countsOf: ({ name, entity }) => {
        const key = `${connector.name}.${name}`;
        return { records: parts.countOf(entity, key), quarantined: quarantined.get(key) ?? 0 };
      },
    }),
  );
}
