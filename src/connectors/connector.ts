/**
 * The contract between a source and the hub. A connector declares; the engine (src/sync) acts. Author code has one
 * effectful function, `read`, and one pure one, `map`; it touches no database, no queue, and writes no state.
 */
import type { z } from 'zod';
import type { CanonicalRecord, EntityName } from '../records/record.js';
import type { HttpClient } from './http.js';
import type { Logger } from '../logger.js';

/** One page of raw items, and where to go on. */
export interface Page<Cursor> {
  items: readonly unknown[];
  /** Where to read on once this page is stored. */
  next: Cursor;
  more: boolean;
  /** The page's bytes as they came, for hash and replay. */
  bytes: Uint8Array;
  /** The bytes of its items, where they can be told apart (item-bytes.ts) and the items are nothing but them; each is null where its own cannot. */
  itemBytes?: readonly (Uint8Array | null)[] | null;
  /** How many items the source says remain after this page; null where it does not say. */
  remaining: number | null;
  /** Whether something before or in it could not be read at all, such as a broken file: what does not come is not gone then. */
  isPartial?: boolean;
}

/** What the engine lends to `read` and `check`. */
export interface ReadContext<Settings> {
  settings: Settings;
  http: HttpClient;
  log: Logger;
  /** The hub's clock, so that tests can move it. */
  now(): Date;
  signal: AbortSignal;
}

/** How gently a source must be read; the engine enforces it, not the author. */
export interface Limits {
  perSecond: number;
  burst: number;
  concurrency: number;
}

/** More records than this going the same way in one run is unusual. */
export interface BrakeLimit {
  /** Of the records of their kind. */
  share: number;
  /** However many there are. */
  most: number;
}

/** The outcome of one named probe of a connection check. */
export interface Probe {
  /** What was asked: the setting with its address. */
  of: string;
  name: 'dns' | 'tls' | 'auth' | 'scope' | 'clock' | 'sample';
  ok: boolean;
  /** What was expected, what came, what to do; empty when ok. */
  advice: string;
}

/**
 * One kind of record of a source.
 * - `order` says how pages come and decides checkpoints: `by-cursor` moves the cursor page by page, `none` only at the end.
 * - `overlapMs` is the window read again at the start of every run, for records committed late.
 */
export interface Stream<Raw, Cursor, Settings> {
  name: string;
  entity: EntityName;
  /** Whether these settings have what the stream needs; an empty address switches it off. */
  isOn(settings: Settings): boolean;
  /** What the source promises; an item that breaks it goes to quarantine. */
  shape: z.ZodType<Raw>;
  cursor: z.ZodType<Cursor>;
  order: 'by-cursor' | 'by-key' | 'none';
  overlapMs?: number;
  /** Moves a cursor back by the overlap; required where `overlapMs` is set. */
  rewind?(cursor: Cursor, overlapMs: number): Cursor;
  /** The items of a page from its bytes as they came; pure, so that a page that was kept is read again without the source. */
  parse(bytes: Uint8Array): readonly unknown[];
  /** How long its pages are kept, in days. */
  keepPagesDays: number;
  /**
   * Share of a page's items above which refusing them is no longer a matter of some bad ones: the stream is paused, what it holds stays and
   * grows stale, until an operator has looked; a quarter where it is not said.
   */
  pauseShare?: number;
  /** How many records a run may rewrite, and how many may be found gone, before an operator is asked; the usual where not said. */
  rewriteLimit?: BrakeLimit;
  deletionLimit?: BrakeLimit;
  /** A raw item without what identifies a person, for who traces a figure; the item itself where it names nobody. */
  mask?(raw: unknown): unknown;
  /** The key under which the source knows the item; must not throw on anything `shape` accepts. */
  key(raw: Raw): string;
  /** The source's version of the item; later versions compare greater as strings. */
  version(raw: Raw): string;
  /**
   * Id of the one record an item of this key becomes; must not throw either. Where it is said, an item that comes again as it was is recognised
   * and not mapped again until the code that maps it is another.
   */
  recordId?(key: string): string;
  /** The field by which an item says which record it is, where that is not the key: named where two items claim the same one. */
  identity?: string;
  /** Awkward but valid things about an item, such as an unknown code; counted per run, never personal data. */
  remark?(raw: Raw): string[];
  read(context: ReadContext<Settings>, from: Cursor | null): AsyncIterable<Page<Cursor>>;
  /** Reads one item again, by its key; where the source can be asked so. */
  readOne?(context: ReadContext<Settings>, key: string): AsyncIterable<Page<Cursor>>;
  /** Where to read from to meet every item of a version and later ones; for streams that come in the order of their versions. */
  cursorAt?(version: string): Cursor;
  /** Pure and total: the same raw item always gives the same records. */
  map(raw: Raw): CanonicalRecord[];
}

/** A source: its name, its settings, its manners, its streams. */
export interface Connector<Settings> {
  /** One lower-case word; the stem of its folder, SDL, resolver, environment prefix. */
  name: string;
  title: string;
  /** Grows when `map` changes what it makes of the same input. */
  version: string;
  /** Settings from the environment: `NAME_FIELD` becomes `field`; secrets are named in `secrets`. */
  settings: z.ZodType<Settings>;
  secrets: readonly (keyof Settings & string)[];
  limits: Limits;
  /** When the worker reads it: a cron pattern in Asia/Ho_Chi_Minh. */
  schedule: string;
  /** When its keys are read to find what it has no longer: a cron pattern as above, at a quiet hour. */
  reconcileSchedule: string;
  /** After how long without a read to the end a stream counts as stale. */
  staleAfterMs: number;
  check(context: ReadContext<Settings>): Promise<Probe[]>;
  streams: readonly AnyStream<Settings>[];
}

/** A stream whose raw and cursor types are its own business; the one generic edge of the contract. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a stream's two inner types never leave it
export type AnyStream<Settings> = Stream<any, any, Settings>;
