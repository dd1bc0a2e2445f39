/** Where a record came from, down to the item in the bytes of its page: what an auditor holds a figure against. */
import { findStream, type AnyConnector } from '../connectors/registry.js';
import type { Provenance } from '../records/record.js';
import type { PageVault } from '../store/page-vault.js';
import type { SyncRuns } from '../store/sync-runs.js';

/** The way back of one version of a record. */
export interface Lineage {
  runId: string;
  fetchedAt: Date;
  pageHash: string;
  /** Version of the mapping that made the record of the item; null where the run is no longer known. */
  mappingVersion: string | null;
  /** The item as the source sent it, masked, as JSON; null once the page's time is over. */
  raw: string | null;
}

/** What lineage is read from. */
export interface LineageParts {
  connectors: readonly AnyConnector[];
  runs: Pick<SyncRuns, 'find'>;
  pages: Pick<PageVault, 'find'>;
}

/** Makes the look-up of a record's lineage by its provenance. */
export function makeFindLineage({
  connectors,
  runs,
  pages,
}: LineageParts): (provenance: Provenance) => Promise<Lineage> {
  return async ({ key, version, runId, fetchedAt, pageHash, ...from }) => {
    const [run, bytes] = await Promise.all([runs.find(runId), pages.find(pageHash)]);
    const stream = findStream(connectors, from);
    const item =
      bytes === null || stream === null
        ? undefined
        : stream.parse(bytes).findLast((raw) => {
            const parsed = stream.shape.safeParse(raw);
            return (
              parsed.success && stream.key(parsed.data) === key && stream.version(parsed.data) === version
            );
          });
    const shown: unknown = stream?.mask?.(item) ?? item;
    return {
      ...{ runId, fetchedAt, pageHash },
      mappingVersion: run?.mappingVersion ?? null,
      raw: item === undefined ? null : JSON.stringify(shown),
    };
  };
}
