/** Where records, quarantine, pages and books of the engine go, sealed by the hub's secret. */
import { readMappingPrint } from './mapping-print.js';
import type { EntityName } from '../records/record.js';
import { makePageVault } from '../store/page-vault.js';
import { makeSealer } from '../store/seal.js';
import { sealRecord } from '../store/seal-record.js';
import type { Store } from '../store/store.js';
import type { ReleaseTarget } from '../sync/release-quarantine.js';
import type { SyncTarget } from '../sync/sync-task.js';

/** Makes the targets of every entity. */
export function makeTargets(
  store: Store,
  hubSecret: string,
): (entity: EntityName) => SyncTarget & ReleaseTarget {
  const sealer = makeSealer(hubSecret);
  const toDigest = sealer.makeDigest(readMappingPrint());
  const { quarantine, states, runs, rawPages, shapes, scans } = store;
  const pages = makePageVault(rawPages, sealer);
  return (entity) => ({
    records: store.records[entity],
    quarantine,
    pages,
    states,
    runs,
    shapes,
    scans,
    toDigest,
    seal: (record) => sealRecord(record, sealer),
    sealRaw: (raw, id) => sealer.seal(raw, id),
    openRaw: (sealed, id) => sealer.open(sealed, id),
  });
}
