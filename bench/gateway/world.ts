/**
 * The graph of the gateway's bench: products, their stock, their reviews, the reviews' authors, each in a subgraph of its own and all in
 * one monolith, over the same rows in memory. DataLoaders batch as a real store would be asked.
 */
import DataLoader from 'dataloader';

/** SDL of the subgraphs by name, without the link to the federation specification. */
export const subgraphSdl = {
  products: `type Product @key(fields: "id") { id: ID! name: String! price: Int! tags: [String!]! }
    type Query { products(first: Int = 5): [Product!]! product(id: ID!): Product }`,
  inventory: `type Product @key(fields: "id") { id: ID! inStock: Boolean stock: Int }
    type Query { warehouses: Int }`,
  reviews: `type Product @key(fields: "id") { id: ID! reviews: [Review!] }
    type Review @key(fields: "id") { id: ID! text: String! stars: Int! author: User }
    type User @key(fields: "id", resolvable: false) { id: ID! }
    type Query { review(id: ID!): Review }`,
  users: `type User @key(fields: "id") { id: ID! name: String! city: String }
    type Query { user(id: ID!): User }`,
} as const;

/** Name of a subgraph. */
export type SubgraphName = keyof typeof subgraphSdl;

/** What is asked: small, over three hops, and with an answer of over a hundred kilobytes. */
export const questions = {
  small: '{ product(id: "7") { id name price } }',
  hop3: '{ products(first: 5) { id name inStock reviews { text stars author { name city } } } }',
  big: '{ products(first: 200) { id name price tags inStock stock reviews { id text stars author { id name city } } } }',
} as const;

/** Name of a question. */
export type QuestionName = keyof typeof questions;

interface Reference {
  id: string;
}

const productCount = 200;
const reviewsEach = 4;
const userCount = 50;

const toProduct = (n: number) => ({
  id: `${n}`,
  name: `Product number ${n}`,
  price: n * 100,
  tags: ['a', `t${n % 7}`],
});
const toStock = (n: number) => ({ id: `${n}`, inStock: n % 3 > 0, stock: n % 11 });
const toUser = (n: number) => ({ id: `${n}`, name: `User number ${n}`, city: `City ${n % 10}` });
const toReview = (n: number) => ({
  id: `${n}`,
  text: `What is to be said of a product, said for the time number ${n}`,
  stars: 1 + (n % 5),
  author: { id: `${n % userCount}` },
});
const products = Array.from({ length: productCount }, (_, n) => toProduct(n));
const stocks = products.map((_, n) => toStock(n));
const users = Array.from({ length: userCount }, (_, n) => toUser(n));
const reviews = products.map((_, n) =>
  Array.from({ length: reviewsEach }, (_each, k) => toReview(n * reviewsEach + k)),
);

const byIds =
  <Row>(rows: readonly Row[]) =>
  (ids: readonly string[]) =>
    Promise.resolve(ids.map((id) => rows[Number(id)] ?? null));

interface Context {
  products: DataLoader<string, (typeof products)[number] | null>;
  stocks: DataLoader<string, (typeof stocks)[number] | null>;
  reviews: DataLoader<string, (typeof reviews)[number] | null>;
  users: DataLoader<string, (typeof users)[number] | null>;
}

/** The loaders of one request. */
export function makeContext(): Context {
  return {
    products: new DataLoader(byIds(products)),
    stocks: new DataLoader(byIds(stocks)),
    reviews: new DataLoader(byIds(reviews)),
    users: new DataLoader(byIds(users)),
  };
}

const productQuery = {
  products: (_: unknown, { first }: { first: number }) => products.slice(0, first),
  product: (_: unknown, { id }: Reference, context: Context) => context.products.load(id),
};

/** Resolvers of the subgraphs by name. */
export const subgraphResolvers = {
  products: {
    Query: productQuery,
    Product: { __resolveReference: ({ id }: Reference, context: Context) => context.products.load(id) },
  },
  inventory: {
    Query: { warehouses: () => 1 },
    Product: { __resolveReference: ({ id }: Reference, context: Context) => context.stocks.load(id) },
  },
  reviews: {
    Query: { review: () => null },
    Product: {
      __resolveReference: ({ id }: Reference) => ({ id }),
      reviews: ({ id }: Reference, _: unknown, context: Context) => context.reviews.load(id),
    },
    Review: { __resolveReference: () => null },
  },
  users: {
    Query: { user: () => null },
    User: { __resolveReference: ({ id }: Reference, context: Context) => context.users.load(id) },
  },
} as const;

/** The same in one schema: a resolver wherever a subgraph is entered. */
export const monolithResolvers = {
  Query: productQuery,
  Product: {
    inStock: async ({ id }: Reference, _: unknown, context: Context) =>
      (await context.stocks.load(id))?.inStock,
    stock: async ({ id }: Reference, _: unknown, context: Context) => (await context.stocks.load(id))?.stock,
    reviews: ({ id }: Reference, _: unknown, context: Context) => context.reviews.load(id),
  },
  Review: {
    author: ({ author }: { author: Reference }, _: unknown, context: Context) =>
      context.users.load(author.id),
  },
} as const;
