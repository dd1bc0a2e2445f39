/** Resolvers of schema/newsource.graphql: the records of the source newsource, and what they add to agencies. */
import { toPage, type Order, type Page, type PageRequest } from '../lists/page.js';
import type { RowOf } from '../lists/rows.js';
import type { NewsourceContent } from '../records/newsource.js';
import { toAgencyReference, type AgencyReference } from './agency-reference.js';
import { rowConnection, rowEdge } from './connections.js';
import type { HubContext } from './context.js';
import { contentFields, provenanceResolvers } from './record-fields.js';
import { dateTimeScalar } from './scalars.js';

type NewsourceRow = RowOf['newsource'];

const byCode: Order<NewsourceRow> = {
  name: 'newsource.code',
  direction: 'ASC',
  key: ({ content }) => content.code,
};

export const newsource = {
  DateTime: dateTimeScalar,
  Query: {
    newsource: (_: unknown, { code }: { code: string }, { listings }: HubContext): NewsourceRow | null =>
      listings.newsource.get(code) ?? null,
    newsources: (_: unknown, args: PageRequest, { listings, cursors }: HubContext): Page<NewsourceRow> =>
      toPage([...listings.newsource.values()], args, { order: byCode, cursors }),
  },
  Newsource: {
    __resolveReference: ({ code }: { code: string }, { listings }: HubContext): NewsourceRow | null =>
      listings.newsource.get(code) ?? null,
    ...contentFields<NewsourceContent>('code', 'name', 'statusCode'),
    agency: ({ content }: NewsourceRow): AgencyReference | null => toAgencyReference(content.agencyCode),
  },
  NewsourceConnection: rowConnection,
  NewsourceEdge: rowEdge,
  Agency: {
    // The directory knows it; here it is its code alone.
    __resolveReference: (agency: AgencyReference): AgencyReference => agency,
    newsources: ({ code }: AgencyReference, args: PageRequest, context: HubContext): Page<NewsourceRow> => {
      const rows = [...context.listings.newsource.values()];
      const own = rows.filter(({ content }) => content.agencyCode === code);
      return toPage(own, args, { order: byCode, cursors: context.cursors });
    },
  },
  Provenance: provenanceResolvers,
};
