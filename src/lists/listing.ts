/**
 * What lists, filters, totals and figures run over: the rows of one entity, held in memory. How a listing is fed and
 * kept current is the store's business (src/store/listing.ts).
 */
import type { EntityName } from '../records/record.js';
import type { RowOf } from './rows.js';

/** The rows of one entity by id. */
export interface Listing<Row extends { id: string }> {
  get(id: string): Row | undefined;
  /** Every row, in no order that may be relied on. */
  values(): Iterable<Row>;
  readonly size: number;
  /** Grows with every change: what was derived from the rows holds for as long as this stays the same. */
  readonly generation: number;
}

/** The listings of the hub, one for each entity. */
export type Listings = { readonly [Entity in EntityName]: Listing<RowOf[Entity]> };
