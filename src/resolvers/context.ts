/**
 * What resolvers have at hand, and all they have: the caller, the moment, the listings, the loaders. One context serves
 * one request; nothing in it knows HTTP or the store.
 */
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Probe } from '../connectors/connector.js';
import type { CursorCodec } from '../lists/cursor.js';
import type { DossierReader } from '../lists/dossier-reader.js';
import type { HolderOf } from '../lists/dossier-filter.js';
import { makeDocumentBook, type DocumentBook } from '../lists/document-book.js';
import { makeRowsByKey, type RowsByKey } from '../lists/grouping.js';
import type { Listings } from '../lists/listing.js';
import type { DossierRow } from '../lists/rows.js';
import type { Logger } from '../logger.js';
import type { Principal } from '../principal.js';
import type { Provenance } from '../records/record.js';
import { findEventProof, type SealParts } from '../dossiers/seal-log.js';
import type { ExchangeParts } from '../dossiers/parts.js';
import type { PublishedKey } from '../evidence/keys.js';
import type { Histories } from './as-of.js';
import { makeLoaders, type Loaders } from './loaders.js';
import type { DispatchParts } from '../dossiers/dispatches/run-dispatch.js';
import type { RedriveParts } from '../dossiers/redrive.js';
import type { DeadLetters } from '../store/dead-letters.js';
import type { OperatorActs } from '../store/operator-acts.js';
import type { Papers } from '../store/papers.js';
import type { QueueDepth } from '../jobs/job.js';
import type { Scans } from '../store/scans.js';
import type { Quarantine } from '../store/quarantine.js';
import type { StreamShapes } from '../store/stream-shapes.js';
import type { SyncRuns } from '../store/sync-runs.js';
import type { SyncStates } from '../store/sync-state.js';
import type { Lineage } from '../sync/lineage.js';
import type { ReleaseOutcome } from '../sync/release-quarantine.js';
import type { SourceOverview } from '../sync/overview.js';
import type { Trace } from '../trace.js';

/** The exchange as resolvers know it: what commands are run with, and what evidence is read from. */
export interface Exchange {
  parts: ExchangeParts;
  sealedLog: Pick<SealParts, 'merkleLog' | 'checkpoints'>;
  papers: Pick<Papers, 'findMissing'>;
  /** Every key ever signed with, as it is published. */
  publishedKeys(): Promise<readonly PublishedKey[]>;
}

type FindLineage = (provenance: Provenance) => Promise<Lineage>;

/** What operators see and do, beside the sources themselves. */
export interface Operations {
  runs: Pick<SyncRuns, 'find' | 'findByStream' | 'findPagesAfter' | 'countPages'>;
  quarantine: Pick<Quarantine, 'findAfter' | 'countOf'>;
  states: Pick<SyncStates, 'find' | 'request' | 'easeBrake'>;
  scans: Pick<Scans, 'forget'>;
  shapes: Pick<StreamShapes, 'findDrifts'>;
  /** How full the queues are. @throws HubError INTERNAL while Redis does not answer. */
  measureQueues(): Promise<QueueDepth[]>;
  /** The named probes of a source's connector. @throws HubError NOT_FOUND for a source there is not, BAD_INPUT for one that is off. */
  check(source: string): Promise<Probe[]>;
  acts: OperatorActs;
  duties: RedriveParts & { deadLetters: Pick<DeadLetters, 'findWaiting' | 'redrive'> };
  /** @throws HubError NOT_FOUND for a stream no connector has. */
  requireStream(source: string, stream: string): void;
  /** Has a stream read soon; a queue that is down leaves it to the schedule. */
  triggerSync(source: string, stream: string): Promise<void>;
  releaseQuarantine(source: string, stream: string): Promise<ReleaseOutcome>;
}

/** The context of one request. */
export interface HubContext {
  /** In every log line and every error of the request. */
  requestId: string;
  /** Who asks; null without token or key. */
  principal: Principal | null;
  /** The moment of the request: the same whenever it is asked, so that all of one answer is judged at one moment. */
  now(): Date;
  listings: Listings;
  /** Dossiers by the agency that received them. */
  dossiersByAgency: RowsByKey<DossierRow>;
  loaders: Loaders;
  /** What agencies sent each other, folded of the messages that are known now. */
  documents(): DocumentBook;
  /** An address on this server that is good until a moment. */
  signPath(path: string, expiresAt: Date): string;
  exchange: Exchange;
  /** What messages are handed to the axis with. */
  dispatches: DispatchParts;
  operations: Operations;
  /** Who holds a dossier now, as lists see it. */
  holders: HolderOf;
  calendar: WorkingCalendar;
  cursors: CursorCodec;
  /** Where a record came from, down to its item. */
  findLineage: FindLineage;
  /** What records said before. */
  histories: Histories;
  /** The sources and how fresh they are; asked for once a request. */
  sources(): Promise<readonly SourceOverview[]>;
  log: Logger;
}

/** What contexts share; outlives requests. */
type Shared = Pick<
  HubContext,
  | 'listings'
  | 'exchange'
  | 'dispatches'
  | 'operations'
  | 'holders'
  | 'calendar'
  | 'cursors'
  | 'findLineage'
  | 'histories'
  | 'signPath'
>;

/** What contexts are made of. */
export interface ContextParts extends Shared {
  dossierReader: DossierReader;
  findSources(): Promise<readonly SourceOverview[]>;
  trace: Trace;
  /** The hub's clock. */
  now(): Date;
}

/** What one request brings; `log` is its own child logger. */
export type RequestParts = Pick<HubContext, 'requestId' | 'principal' | 'log'>;

/** Makes the function that makes a request's context. */
export function makeContextFactory({
  dossierReader,
  findSources,
  trace,
  now,
  ...shared
}: ContextParts): (request: RequestParts) => HubContext {
  const { listings, exchange } = shared;
  const { events, transfers } = exchange.parts.store;
  const dossiersByAgency = makeRowsByKey(listings.dossier, ({ agencyCode }) => agencyCode);
  const documents = makeDocumentBook(listings);
  return (request) => {
    const requestedAt = now();
    let sources: Promise<readonly SourceOverview[]> | null = null;
    return {
      ...request,
      ...shared,
      now: () => requestedAt,
      dossiersByAgency,
      documents,
      loaders: makeLoaders({
        dossiers: dossierReader,
        events,
        transfers,
        trace,
        findEventProof: (event) => findEventProof(event, exchange.sealedLog),
      }),
      sources: () => (sources ??= findSources()),
    };
  };
}
