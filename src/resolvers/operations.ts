/** Resolvers of schema/operations.graphql: the sources and how far the hub has read them. */
import type { HubContext } from './context.js';
import { dateTimeScalar } from './scalars.js';
import type { SourceOverview } from '../sync/overview.js';

async function findSource(name: string, context: HubContext): Promise<SourceOverview | null> {
  const sources = await context.sources();
  return sources.find((source) => source.name === name) ?? null;
}

export const operations = {
  DateTime: dateTimeScalar,
  Query: {
    sources: (_: unknown, __: unknown, context: HubContext): Promise<readonly SourceOverview[]> =>
      context.sources(),
    source: (_: unknown, { name }: { name: string }, context: HubContext): Promise<SourceOverview | null> =>
      findSource(name, context),
  },
  Source: {
    __resolveReference: ({ name }: { name: string }, context: HubContext): Promise<SourceOverview | null> =>
      findSource(name, context),
  },
};
