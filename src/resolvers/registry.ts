/** Which resolvers answer which subgraph; the name is the stem of schema/<name>.graphql. */
import { directory } from './directory.js';
import { exchange } from './exchange.js';
import { onestop } from './onestop.js';
import { operations } from './operations.js';
import { office } from './office.js';
import type { ResolverMap } from './resolver-map.js';

/** The subgraphs of the hub by name. */
export const resolverRegistry = { directory, exchange, onestop, operations, office } satisfies Readonly<
  Record<string, ResolverMap>
>;
