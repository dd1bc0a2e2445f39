/** All collections of the hub, opened together: who needs one is handed it by app.ts. */
import type { EntityName } from '../records/record.js';
import { openConnection, pingConnection } from './connection.js';
import { makeExchangeCollections, type ExchangeCollections } from './exchange-collections.js';
import { makeListingLog, type ListingLog } from './listing-log.js';
import { makeMissingRecords, type MissingRecords } from './missing-records.js';
import { makeOperatorActs, type OperatorActs } from './operator-acts.js';
import { makeQuarantine, type Quarantine } from './quarantine.js';
import { makeRawPages, type RawPages } from './raw-pages.js';
import { makeRecordStore, type RecordStore } from './record-store.js';
import { rowMappers } from './row-mappers.js';
import { makeStreamShapes, type StreamShapes } from './stream-shapes.js';
import { makeSyncRuns, type SyncRuns } from './sync-runs.js';
import { makeSyncStates, type SyncStates } from './sync-state.js';

/** Collection and searched paths of each entity. */
const collections: Record<EntityName, { collection: string; indexes: readonly string[] }> = {
  agency: { collection: 'agencies', indexes: [] },
  administrativeUnit: { collection: 'administrative_units', indexes: [] },
  procedure: { collection: 'procedures', indexes: [] },
  dossier: { collection: 'dossiers', indexes: ['content.codes.value'] },
};

/** Everything the hub keeps. */
export interface Store {
  records: Record<EntityName, RecordStore>;
  logs: Record<EntityName, ListingLog>;
  states: SyncStates;
  runs: SyncRuns;
  quarantine: Quarantine;
  rawPages: RawPages;
  shapes: StreamShapes;
  missing: MissingRecords;
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
  const names = Object.keys(collections) as EntityName[];
  const toAll = <T>(make: (name: EntityName) => T): Record<EntityName, T> =>
    Object.fromEntries(names.map((name) => [name, make(name)])) as Record<EntityName, T>;

  const logs = toAll((name) => makeListingLog(connection, `${collections[name].collection}_listing`));
  const records = toAll((name) =>
    makeRecordStore({ connection, ...collections[name], log: logs[name], toRow: rowMappers[name] }),
  );
  const runs = makeSyncRuns(connection);
  const quarantine = makeQuarantine(connection);
  const rawPages = makeRawPages(connection);
  const exchange = makeExchangeCollections(connection);
  const others = [runs, quarantine, rawPages, exchange].map((one) => one.init());
  await Promise.all([...names.map((name) => records[name].init()), ...others]);
  return {
    records,
    logs,
    states: makeSyncStates(connection),
    runs,
    quarantine,
    rawPages,
    shapes: makeStreamShapes(connection),
    missing: makeMissingRecords(connection),
    operatorActs: makeOperatorActs(connection),
    exchange,
    ping: () => pingConnection(connection),
    close: () => connection.close(),
  };
}
