/** The collections of the exchange, opened together. What each is for is told in its own file. */
import { makeBundles, type Bundles } from './bundles.js';
import { makeCheckpoints, type Checkpoints } from './checkpoints.js';
import type { Connection } from './connection.js';
import { makeCustodies, type Custodies } from './custodies.js';
import { makeDeadLetters, type DeadLetters } from './dead-letters.js';
import { makeDossierKeys, type DossierKeys } from './dossier-keys.js';
import { makeDispatches, type Dispatches } from './dispatches.js';
import { makeEventLog, type EventLog } from './event-log.js';
import { makeLeases, type Leases } from './leases.js';
import { makeMerkleLog, type MerkleLog } from './merkle-log.js';
import { makeNotices, type Notices } from './notices.js';
import { makePapers, type Papers } from './papers.js';
import type { Sealer } from './seal.js';
import { makeTransfers, type Transfers } from './transfers.js';

/** What the exchange keeps. */
export interface ExchangeCollections {
  events: EventLog;
  transfers: Transfers;
  custodies: Custodies;
  dispatches: Dispatches;
  deadLetters: DeadLetters;
  merkleLog: MerkleLog;
  checkpoints: Checkpoints;
  leases: Leases;
  papers: Papers;
  notices: Notices;
  bundles: Bundles;
  /** The keys of the dossiers, guarded by a sealer. */
  makeDossierKeys(sealer: Pick<Sealer, 'seal' | 'open'>): DossierKeys;
  init(): Promise<void>;
}

/** Makes the collections kept in one database. */
export function makeExchangeCollections(connection: Connection): ExchangeCollections {
  const events = makeEventLog(connection);
  const transfers = makeTransfers(connection);
  const custodies = makeCustodies(connection);
  const dispatches = makeDispatches(connection);
  const deadLetters = makeDeadLetters(connection);
  const merkleLog = makeMerkleLog(connection);
  const notices = makeNotices(connection);
  return {
    events,
    transfers,
    custodies,
    dispatches,
    deadLetters,
    merkleLog,
    checkpoints: makeCheckpoints(connection),
    leases: makeLeases(connection),
    papers: makePapers(connection),
    notices,
    bundles: makeBundles(connection),
    makeDossierKeys: (sealer) => makeDossierKeys(connection, sealer),
    async init() {
      const all = [events, transfers, custodies, dispatches, deadLetters, merkleLog, notices];
      await Promise.all(all.map((one) => one.init()));
    },
  };
}
