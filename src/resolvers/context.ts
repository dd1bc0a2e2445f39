/**
 * What resolvers have at hand, and all they have: the caller, the moment, the listings, the loaders. One context serves
 * one request; nothing in it knows HTTP or the store.
 */
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { CursorCodec } from '../lists/cursor.js';
import type { DossierReader } from '../lists/dossier-reader.js';
import type { HolderOf } from '../lists/dossier-filter.js';
import { makeRowsByKey, type RowsByKey } from '../lists/grouping.js';
import type { Listings } from '../lists/listing.js';
import type { DossierRow } from '../lists/rows.js';
import type { Logger } from '../logger.js';
import type { Principal } from '../principal.js';
import { findEventProof, type SealParts } from '../dossiers/seal-log.js';
import type { ExchangeParts } from '../dossiers/parts.js';
import type { PublishedKey } from '../evidence/keys.js';
import { makeLoaders, type Loaders } from './loaders.js';
import type { Papers } from '../store/papers.js';
import type { SourceOverview } from '../sync/overview.js';

/** The exchange as resolvers know it: what commands are run with, and what evidence is read from. */
export interface Exchange {
  parts: ExchangeParts;
  sealedLog: Pick<SealParts, 'merkleLog' | 'checkpoints'>;
  papers: Pick<Papers, 'findMissing'>;
  /** Every key ever signed with, as it is published. */
  publishedKeys(): Promise<readonly PublishedKey[]>;
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
  exchange: Exchange;
  /** Who holds a dossier now, as lists see it. */
  holders: HolderOf;
  calendar: WorkingCalendar;
  cursors: CursorCodec;
  /** The sources and how fresh they are; asked for once a request. */
  sources(): Promise<readonly SourceOverview[]>;
  log: Logger;
}

/** What contexts are made of; outlives requests. */
export interface ContextParts {
  listings: Listings;
  dossierReader: DossierReader;
  exchange: Exchange;
  holders: HolderOf;
  calendar: WorkingCalendar;
  cursors: CursorCodec;
  findSources(): Promise<readonly SourceOverview[]>;
  /** The hub's clock. */
  now(): Date;
}

/** What one request brings; `log` is its own child logger. */
export type RequestParts = Pick<HubContext, 'requestId' | 'principal' | 'log'>;

/** Makes the function that makes a request's context. */
export function makeContextFactory(parts: ContextParts): (request: RequestParts) => HubContext {
  const { listings, dossierReader, exchange, holders, calendar, cursors, findSources } = parts;
  const { events, transfers } = exchange.parts.store;
  const dossiersByAgency = makeRowsByKey(listings.dossiers, ({ agencyCode }) => agencyCode);
  return (request) => {
    const requestedAt = parts.now();
    let sources: Promise<readonly SourceOverview[]> | null = null;
    return {
      ...request,
      now: () => requestedAt,
      listings,
      dossiersByAgency,
      loaders: makeLoaders({
        dossiers: dossierReader,
        events,
        transfers,
        findEventProof: (event) => findEventProof(event, exchange.sealedLog),
      }),
      exchange,
      holders,
      calendar,
      cursors,
      sources: () => (sources ??= findSources()),
    };
  };
}
