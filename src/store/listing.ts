/**
 * A listing: the rows of one entity in memory, following its log. Lists, filters, orders, totals and figures run over
 * rows; full records are fetched by id. Why: docs/adr/0004. What a row holds is decided in src/lists/rows.ts.
 */
import type { Logger } from '../logger.js';
import { toMessage } from '../errors.js';
import type { Listing } from '../lists/listing.js';
import type { ListingLog } from './listing-log.js';
import { isOutdated, type ListingEntry } from './listing-segments.js';

/** A listing that follows its log until it is closed. */
export interface FollowedListing<Row extends { id: string }> extends Listing<Row> {
  /** Reads what was written since; afterwards the listing holds all that was acknowledged before the call. */
  refresh(): Promise<void>;
  /** How many rows came from a stream (`source.stream`): a kept count, equal to a recount at any time. */
  countOf(stream: string): number;
}

interface Held<Row> extends Omit<ListingEntry, 'row'> {
  row: Row;
}

/** Makes an empty listing; the first `refresh` fills it. `toRow` revives a row from its stored form. */
export function makeListing<Row extends { id: string }>(
  log: ListingLog,
  toRow: (stored: unknown) => Row,
): FollowedListing<Row> {
  const held = new Map<string, Held<Row>>();
  const counts = new Map<string, number>();
  let lastNumber = 0;
  let generation = 0;
  let reading: Promise<void> | null = null;

  async function readOn(): Promise<void> {
    for (;;) {
      const segments = await log.findAfter(lastNumber);
      for (const { number, entries } of segments) {
        for (const entry of entries) apply({ ...entry, row: toRow(entry.row) });
        lastNumber = number;
      }
      if (segments.length === 0) return;
      generation += 1;
    }
  }

  function apply(entry: Held<Row>): void {
    const known = held.get(entry.row.id);
    if (known !== undefined && isOutdated(entry, known)) return;
    if (known !== undefined) count(known.stream, -1);
    if (entry.isGone === true) {
      held.delete(entry.row.id);
      return;
    }
    count(entry.stream, 1);
    held.set(entry.row.id, entry);
  }

  function count(stream: string, by: number): void {
    counts.set(stream, (counts.get(stream) ?? 0) + by);
  }

  return {
    get: (id) => held.get(id)?.row,
    countOf: (stream) => counts.get(stream) ?? 0,
    *values() {
      for (const { row } of held.values()) yield row;
    },
    get size() {
      return held.size;
    },
    get generation() {
      return generation;
    },
    async refresh() {
      // A call that comes while another reads waits for it and then reads what it may have missed.
      while (reading !== null) await reading;
      reading = readOn().finally(() => (reading = null));
      await reading;
    },
  };
}

/** Refreshes listings again and again until stopped; a failed read is logged and tried again. */
export function followListings(
  listings: readonly { refresh(): Promise<unknown> }[],
  { pollMs, log }: { pollMs: number; log: Logger },
): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => undefined;
  const done = (async () => {
    while (!stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (stopped) return;
      await Promise.all(listings.map((listing) => listing.refresh())).catch((error: unknown) => {
        log.warn({ reason: toMessage(error) }, 'listings could not be refreshed');
      });
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake();
      await done;
    },
  };
}
