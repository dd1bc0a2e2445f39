/** Abstract types: interfaces with and without keys, an interface object, unions, and what clients must not see. */
import type { GraphFixture, Thing } from './graph-fixture.js';

const size = { w: 1, h: 2 };
const things: Thing[] = [
  {
    __typename: 'Book',
    id: '1',
    title: 'Sách',
    pages: 10,
    isSold: true,
    size,
    extra: 'e1',
    kind: 'PAPER',
    makerId: '5',
  },
  {
    __typename: 'Book',
    id: '2',
    title: 'Vở',
    pages: 90,
    isSold: false,
    size: null,
    kind: 'SCREEN',
    makerId: '6',
  },
  {
    __typename: 'Film',
    id: '3',
    title: 'Phim',
    pages: 'p',
    minutes: 90,
    stock: 4,
    kind: 'SCREEN',
    makerId: '6',
  },
  {
    __typename: 'Film',
    id: '4',
    title: 'Kịch',
    pages: null,
    minutes: null,
    stock: null,
    kind: null,
    makerId: null,
  },
  { __typename: 'Person', id: '5', name: 'Cường', age: 40 },
  { __typename: 'Firm', id: '6', name: 'Hãng', tax: 't6' },
];
const media = things.slice(0, 4);
const find = (id: unknown): Thing | null => things.find((thing) => thing['id'] === id) ?? null;

/** Media of several types over three subgraphs. */
export const mediaGraph: GraphFixture = {
  name: 'media',
  subgraphs: {
    catalog: `
      interface Media @key(fields: "id") { id: ID! title: String! }
      type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int size: Size @shareable kind: Kind maker: Maker }
      type Film implements Media @key(fields: "id") { id: ID! title: String! pages: String minutes: Int kind: Kind maker: Maker }
      type Size @shareable { w: Int }
      enum Kind { PAPER SCREEN SECRET @inaccessible }
      union Item = Book | Film | Person
      union Maker = Person | Firm
      type Person @key(fields: "id") { id: ID! }
      type Firm @key(fields: "id") { id: ID! name: String }
      type Query { media: [Media!]! items: [Item] one(id: ID!): Media book(id: ID!): Book kinds(of: Kind): [Kind] hidden: String @inaccessible }`,
    scores: `
      type Media @key(fields: "id") @interfaceObject { id: ID! score: Int rank(of: Int): String }
      type Rating { id: ID! media: Media of: [Media] }
      type Query { ratings: [Rating!] top: Media }`,
    stock: `
      interface Sold { isSold: Boolean }
      type Book implements Sold @key(fields: "id") { id: ID! pages: Int @external size: Size @shareable
        heavy: Boolean @requires(fields: "pages") isSold: Boolean }
      type Size @shareable { h: Int }
      type Film @key(fields: "id") { id: ID! stock: Int }
      type Person @key(fields: "id") { id: ID! name: String age: Int }
      type Query { sold: [Sold] }`,
  },
  things,
  tell: {
    'Query.media': () => media,
    'Query.items': () => [things[2], null, things[0], things[4]],
    'Query.one': (_, { id }) => media.find((thing) => thing['id'] === id) ?? null,
    'Query.book': (_, { id }) => media.slice(0, 2).find((thing) => thing['id'] === id) ?? null,
    'Query.kinds': (_, { of }) => [of, 'PAPER'],
    'Query.ratings': () => [
      { id: 'x', mediaId: '1' },
      { id: 'y', mediaId: '3' },
      { id: 'z', mediaId: '0' },
    ],
    'Query.top': () => media[1],
    'Query.sold': () => media.slice(0, 2),
    'Book.maker': ({ makerId }) => find(makerId),
    'Film.maker': ({ makerId }) => find(makerId),
    'Book.heavy': ({ pages }) => Number(pages) > 50,
    'Media.score': ({ id }) => Number(id) * 10,
    'Book.score': ({ id }) => Number(id) * 10,
    'Film.score': ({ id }) => Number(id) * 10,
    'Media.rank': ({ id }, { of }) => JSON.stringify([id, of ?? 0]),
    'Book.rank': ({ id }, { of }) => JSON.stringify([id, of ?? 0]),
    'Film.rank': ({ id }, { of }) => JSON.stringify([id, of ?? 0]),
    'Rating.media': ({ mediaId }) => find(mediaId),
    'Rating.of': ({ mediaId }) => [find(mediaId), null, find('2')],
  },
  queries: [
    ['an interface object', '{ media { id score rank(of: 2) t: __typename } }'],
    [
      'from an interface object on',
      '{ ratings { media { title score ... on Book { pages heavy } ... on Film { minutes } } } }',
    ],
    ['an interface object alone', '{ ratings { media { score rank(of: 2) } of { id } } top { id score } }'],
    [
      'types of an interface object',
      '{ ratings { media { __typename } of { __typename id } } top { t: __typename } }',
    ],
    [
      'a union',
      '{ items { __typename ... on Book { x: pages heavy } ... on Film { x: pages stock } ... on Person { name age } } }',
    ],
    ['one key of two types', '{ one(id: 1) { ... on Film { pages } ... on Book { pages heavy } } }'],
    [
      'one key of two types elsewhere',
      '{ ratings { media { ... on Book { x: pages } ... on Film { x: pages } } } }',
    ],
    ['an alias over a key', '{ media { id: title score } }'],
    [
      'a value of two subgraphs',
      '{ book(id: 1) { size { w: h h: w } } media { ... on Book { size { w h } } } }',
    ],
    ['an enum', '{ media { ... on Book { kind } ... on Film { kind } } }'],
    [
      'makers',
      '{ media { ... on Book { maker { ... on Person { name } ... on Firm { tax: name } } } ... on Film { maker { __typename } } } }',
    ],
    [
      'a fragment on an interface',
      '{ media { ...F } } fragment F on Media { title score ... on Film { stock } }',
    ],
    [
      'conditions',
      'query($on: Boolean!) { media @skip(if: $on) { title ... on Book @include(if: $on) { heavy } } ratings @include(if: $on) { media { title } } }',
      { on: true },
    ],
    ['an interface of another subgraph', '{ sold { isSold __typename ... on Book { title score } } }'],
  ],
};
