/** Two small subgraphs with an entity across them, for tests of federation and gateway: no word of our domain. */
import { GraphQLError, GraphQLScalarType } from 'graphql';
import { HubError } from '../../src/errors.js';
import type { AccessGuard } from '../../src/federation/access-directives.js';
import { buildSubgraph, type Subgraph } from '../../src/federation/build-subgraph.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@composeDirective"])`;

export const librarySdl = `${link}
  @link(url: "https://lien-thong.invalid/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
  "Seconds an answer may be kept." directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION | OBJECT
  "A day." scalar Day
  "A book." type Book @key(fields: "id") {
    "Its id." id: ID!
    "Its title." title: String
    "Who lent it." borrower: String @requiresScopes(scopes: [["library:personal"]])
    "Own notes." notes: String @authenticated
  }
  type Query {
    "One book." book("Id." id: ID!): Book
    "Books." books("Added then." addedOn: Day "How many." first: Int = 20): [Book!]
    "A fault of ours." broken: String
    "The day it opens." opensOn: String @cacheControl(maxAge: 60)
    "Asks for a title." titled("Title." title: String!): Book
  }
  type Subscription { "A book that was lent." lent("Of these alone." id: ID): Book }
  type Mutation { "Renames a book." rename("Id." id: ID! "New title." title: String!): Book }`;

export const reviewsSdl = `${link}
  type Book @key(fields: "id") {
    id: ID!
    "Stars, one to five." stars: Int
    "Reviews." reviews: [Review!]
  }
  "A review." type Review { "Text." text: String! }
  type Query { "The best book." best: Book }`;

const day = new GraphQLScalarType({
  name: 'Day',
  parseValue: (value) => {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
    throw new GraphQLError('expected a day as yyyy-MM-dd');
  },
});

const titles: Readonly<Record<string, string>> = { '1': 'Số đỏ', '2': 'Chí Phèo' };
const toBook = (id: string) =>
  titles[id] === undefined ? null : { id, title: titles[id], borrower: 'someone', notes: 'n' };

/** What the reviews subgraph does when asked. */
export type ReviewsState = 'up' | 'down' | 'broken';

/** The reviews subgraph as a test sets and sees it. */
export interface ToyWorld {
  reviews: ReviewsState;
  /** Ids it was asked for. */
  references: string[];
  /** Awaited before every answer. */
  hold?: () => Promise<void>;
}

/** Builds both subgraphs; `guard` decides on guarded fields. */
export function makeToySubgraphs(world: ToyWorld, guard: AccessGuard<object> = () => undefined): Subgraph[] {
  const library = buildSubgraph({
    name: 'library',
    typeDefs: librarySdl,
    guard,
    resolvers: {
      Day: day,
      Query: {
        book: (_: unknown, { id }: { id: string }) => toBook(id),
        books: () => Object.keys(titles).map(toBook),
        broken: () => {
          throw new Error('cannot reach mongodb://user:password@host');
        },
        opensOn: () => '2018-01-02',
        titled: () => null,
      },
      Mutation: {
        rename: (_: unknown, { id, title }: { id: string; title: string }) => ({ ...toBook(id), title }),
      },
      Book: { __resolveReference: ({ id }: { id: string }) => toBook(id) },
    },
  });
  const answer = async (id: string) => {
    world.references.push(id);
    await world.hold?.();
    if (world.reviews === 'down')
      throw new HubError('SOURCE_UNAVAILABLE', 'reviews did not answer', { source: 'reviews' });
    if (world.reviews === 'broken') throw new TypeError('undefined is not a function');
    return { id, stars: Number(id) + 3, reviews: [{ text: `good ${id}` }] };
  };
  const reviews = buildSubgraph({
    name: 'reviews',
    typeDefs: reviewsSdl,
    resolvers: {
      Query: { best: () => answer('1') },
      Book: { __resolveReference: ({ id }: { id: string }) => answer(id) },
    },
  });
  return [library, reviews];
}
