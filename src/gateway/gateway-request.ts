/** What the gateway itself knows of a request under way; resolvers see only `graphContext`. */
import type { Logger } from '../logger.js';

/** The context Apollo's plugins and the plan executor are given. */
export interface GatewayRequest {
  requestId: string;
  /** A child logger that writes the request's id on every line. */
  log: Logger;
  /** What the caller was given access for; null where nobody said. */
  purpose: string | null;
  /** Aborted when the client has gone. */
  signal: AbortSignal;
  /** The context of the subgraphs' resolvers; one object per request. */
  graphContext: object;
}
