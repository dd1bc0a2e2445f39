/** Which resolvers answer which subgraph, the name being the stem of schema/<name>.graphql; and who may know more of which entity. */
import { directory } from './directory.js';
import { exchange } from './exchange.js';
import { onestop } from './onestop.js';
import { operations } from './operations.js';
import { office } from './office.js';
import type { HubContext } from './context.js';
import type { ResolverMap } from './resolver-map.js';

/** The subgraphs of the hub by name. */
export const resolverRegistry = { directory, exchange, onestop, operations, office } satisfies Readonly<
  Record<string, ResolverMap>
>;

/** Decides on one entity, by what a subgraph would be sent of it. @throws HubError FORBIDDEN where the caller may know no more of it */
export type RecordPolicy = (representation: Readonly<Record<string, unknown>>, context: HubContext) => void;

/** Policies by entity type, asked before any subgraph is. None so far: what a caller may see of a record its own resolver decides. */
export const recordPolicies: ReadonlyMap<string, RecordPolicy> = new Map();
