/** Long ways: keys that lead to keys, required fields with arguments, of values and of each other, lists in keys, mutations. */
import type { GraphFixture, Thing } from './graph-fixture.js';

const dims = { size: 2, unit: { name: 'kg', scale: 3 } };
const items: Thing[] = [
  { __typename: 'Item', id: '1', upc: 'u1', sku: 's1', weight: 4, dims, tagIds: ['t1', 't2'], net: 10 },
  {
    __typename: 'Item',
    id: '2',
    upc: 'u2',
    sku: 's2',
    weight: 0,
    dims: { size: 0, unit: null },
    tagIds: [],
    net: 0,
  },
  { __typename: 'Item', id: '3', upc: 'u3', sku: 's3', weight: null, dims: null, tagIds: null, net: null },
];
const tags: Thing[] = [
  { __typename: 'Tag', id: 't1', label: 'một', itemId: '2' },
  { __typename: 'Tag', id: 't2', label: null, itemId: '1' },
];
const find = (things: readonly Thing[], id: unknown): Thing | null =>
  things.find((one) => one['id'] === id) ?? null;
const toPrice = (net: unknown, currency: unknown): string | null =>
  net === null ? null : JSON.stringify([net, currency ?? 'VND']);
const itemsWithTags = (ids: unknown) => (ids as string[] | null)?.map((id) => find(tags, id)) ?? null;

/** Items known under a different key to nearly every subgraph. */
export const chains: GraphFixture = {
  name: 'chains',
  subgraphs: {
    a: `type Item @key(fields: "id") { id: ID! } type Query { items: [Item!] item(id: ID!): Item }
      type Mutation { touch(id: ID!): Item }`,
    b: `type Item @key(fields: "id") @key(fields: "upc") { id: ID! upc: ID! weight: Int }`,
    c: `type Item @key(fields: "upc") @key(fields: "sku") { upc: ID! sku: ID! price(currency: String): String dims: Dims
        tags: [Tag] }
      type Dims { size: Int unit: Unit } type Unit { name: String scale: Int }
      type Tag @key(fields: "id") { id: ID! } type Mutation { mark(sku: ID!): Item }`,
    d: `type Item @key(fields: "id") { id: ID! price(currency: String): String @external dims: Dims @external
        tags: [Tag] @external tax: String @requires(fields: "price(currency: \\"USD\\")")
        volume: String @requires(fields: "dims { size unit { scale } }") labels: String @requires(fields: "tags { id label }") }
      type Dims @external { size: Int unit: Unit } type Unit @external { scale: Int }
      type Tag @key(fields: "id") { id: ID! label: String @external item: Item }`,
    e: `type Item @key(fields: "id") { id: ID! tax: String @external volume: String @external
        total: String @requires(fields: "tax volume") }
      type Tag @key(fields: "id") { id: ID! label: String }`,
  },
  things: [...items, ...tags],
  tell: {
    'Query.items': () => items,
    'Query.item': (_, { id }) => find(items, id),
    'Mutation.touch': (_, { id }) => find(items, id),
    'Mutation.mark': (_, { sku }) => items.find((one) => one['sku'] === sku) ?? null,
    'Item.price': ({ net }, { currency }) => toPrice(net, currency),
    'Item.tags': ({ tagIds, tags: given }) => given ?? itemsWithTags(tagIds),
    'Item.tax': (self) =>
      JSON.stringify(['tax', 'price' in self ? self['price'] : toPrice(self['net'], 'USD')]),
    'Item.volume': ({ dims: given }) => {
      const { size, unit } = (given ?? {}) as Partial<typeof dims>;
      return JSON.stringify(['volume', size ?? null, unit?.scale ?? null]);
    },
    'Item.labels': ({ tags: given, tagIds }) => {
      const told = (given ?? itemsWithTags(tagIds)) as (Thing | null)[] | null;
      return JSON.stringify(told?.map((tag) => [tag?.['id'], tag?.['label']]) ?? null);
    },
    'Item.total': (self) => {
      const tax = self['tax'] ?? JSON.stringify(['tax', toPrice(self['net'], 'USD')]);
      const { size, unit } = (self['dims'] ?? {}) as Partial<typeof dims>;
      const volume = self['volume'] ?? JSON.stringify(['volume', size ?? null, unit?.scale ?? null]);
      return JSON.stringify(['total', tax, volume]);
    },
    'Tag.item': ({ itemId }) => find(items, itemId),
  },
  queries: [
    ['keys that lead to keys', '{ items { weight sku price dims { size } } }'],
    ['a required field with an argument', '{ items { price(currency: "EUR") tax p: price } }'],
    [
      'a required field with an argument beside the same without',
      '{ item(id: 1) { tags { item { tax x: price } } } }',
    ],
    ['required values', '{ items { volume dims { unit { name } } } }'],
    ['required of a list', '{ items { labels tags { label } } }'],
    ['required of what is required', '{ items { total } }'],
    ['a long way round', '{ item(id: 1) { tags { item { tags { label item { total weight } } } } } }'],
    [
      'mutations of two subgraphs',
      'mutation { a: touch(id: 1) { weight total } b: mark(sku: "s2") { id price } c: touch(id: 3) { tax } }',
    ],
  ],
};
