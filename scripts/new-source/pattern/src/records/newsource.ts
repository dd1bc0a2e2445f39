/** A record of the source newsource, in the hub's words. Whatever it really is: say so here, and rename it. */

/** What is known of one. */
export interface NewsourceContent {
  /** Code at its source; stable. */
  code: string;
  name: string;
  /** Status as its source writes it; unknown codes pass through and are counted. */
  statusCode: number;
  /** The agency it belongs to; null where the source names none. */
  agencyCode: string | null;
}
