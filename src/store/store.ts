/** All collections of the hub, opened together: who needs one is handed it by app.ts. */
import type { EntityName } from '../records/record.js';
import { entities, toEach } from './entities.js';
import { openConnection, pingConnection } from './connection.js';
import { makeExchangeCollections, type ExchangeCollections } from './exchange-collections.js';
import { makeListingLog, type ListingLog } from './listing-log.js';
import { makeScans, type Scans } from './scans.js';
import { makeOperatorActs, type OperatorActs } from './operator-acts.js';
import { makeQuarantine, type Quarantine } from './quarantine.js';
import { makeRawPages, type RawPages } from './raw-pages.js';
import { makeRecordStore, type RecordStore } from './record-store.js';
import { makeStreamShapes, type StreamShapes } from './stream-shapes.js';
import { makeSyncRuns, type SyncRuns } from './sync-runs.js';
import { makeSyncStates, type SyncStates } from './sync-state.js';

/** Everything the hub keeps. */
export interface Store {
  records: Record<EntityName, RecordStore>;
  logs: Record<EntityName, ListingLog>;
  states: SyncStates;
  runs: SyncRuns;
  quarantine: Quarantine;
  rawPages: RawPages;
  shapes: StreamShapes;
  scans: Scans;
  operatorActs: OperatorActs;
  exchange: ExchangeCollections;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the store and makes sure its indexes are there.
 * @throws HubError INTERNAL when no server answers.
 */
export async function openStore(uri: string): Promise<Store> {
  const connection = await openConnection(uri);
  const logs = toEach((name) => makeListingLog(connection, `${entities[name].collection}_listing`));
  const records = toEach((name) => makeRecordStore({ connection, ...entities[name], log: logs[name] }));
  const runs = makeSyncRuns(connection);
  const quarantine = makeQuarantine(connection);
  const rawPages = makeRawPages(connection);
  const exchange = makeExchangeCollections(connection);
  const others = [runs, quarantine, rawPages, exchange].map((one) => one.init());
  await Promise.all([...Object.values(records).map((one) => one.init()), ...others]);
  return {
    records,
    logs,
    states: makeSyncStates(connection),
    runs,
    quarantine,
    rawPages,
    shapes: makeStreamShapes(connection),
    scans: makeScans(connection),
    operatorActs: makeOperatorActs(connection),
    exchange,
    ping: () => pingConnection(connection),
    close: () => connection.close(),
  };
}
