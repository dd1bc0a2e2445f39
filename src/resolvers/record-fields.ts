/** Resolvers shared by every type that shows a record: its plain fields and its provenance. */
import type { Provenance } from '../records/record.js';
import type { HubContext } from './context.js';

/** Fields whose name in the graph is their name in the record's content. */
export function contentFields<Content extends object>(
  ...names: readonly (keyof Content & string)[]
): Record<string, (record: { content: Partial<Content> }) => unknown> {
  return Object.fromEntries(names.map((name) => [name, ({ content }) => content[name]]));
}

/** `Provenance`: as recorded, with the freshness of its source. */
export const provenanceResolvers = {
  staleSince: async ({ source }: Provenance, _: unknown, context: HubContext): Promise<Date | null> => {
    const sources = await context.sources();
    return sources.find(({ name }) => name === source)?.staleSince ?? null;
  },
};
