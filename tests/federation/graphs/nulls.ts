/** Values that are missing, wrong or refused, at every depth, where nulls must travel exactly as far as GraphQL says. */
import type { GraphFixture, Thing } from './graph-fixture.js';

const things: Thing[] = [
  { __typename: 'Item', id: '1', must: 'm1', may: 'a1', count: 1, list: ['x', 'y'], partIds: ['p1', 'p2'] },
  { __typename: 'Item', id: '2', must: null, may: 'a2', count: 2, list: ['x', null], partIds: ['p1', 'p9'] },
  { __typename: 'Item', id: '3', must: 'm3', may: null, count: null, list: null, partIds: null },
  { __typename: 'Part', id: 'p1', must: 'q1', size: { w: 1, h: null } },
  { __typename: 'Part', id: 'p2', must: null, size: null },
];
const find = (id: unknown): Thing | null => things.find((thing) => thing['id'] === id) ?? null;
const items = things.slice(0, 3);
const refuse = (): never => {
  throw new Error('refused');
};

/** Items with parts, whose fields from the other subgraph must not be null and are all the same. */
export const nulls: GraphFixture = {
  name: 'nulls',
  subgraphs: {
    left: `
      type Item @key(fields: "id") { id: ID! may: String parts: [Part!] first: Part strict: [Part!]! }
      type Part @key(fields: "id", resolvable: false) { id: ID! }
      type Query { items: [Item!]! loose: [Item] item(id: ID!): Item sure(id: ID!): Item! refused: String }`,
    right: `
      type Item @key(fields: "id") { id: ID! must: String! count: Int! list: [String!] lists: [[String!]!] refused: Int sworn: Int! }
      type Part @key(fields: "id") { id: ID! must: String! size: Size }
      type Size { w: Int! h: Int! }
      type Query { part(id: ID!): Part }`,
  },
  things,
  tell: {
    'Query.items': () => items,
    'Query.loose': () => [...items, null],
    'Query.item': (_, { id }) => find(id),
    'Query.sure': (_, { id }) => find(id),
    'Query.part': (_, { id }) => find(`p${String(id)}`),
    'Query.refused': refuse,
    'Item.refused': ({ id }) => (id === '2' ? refuse() : 1),
    'Item.sworn': ({ id }) => (id === '2' ? refuse() : 1),
    'Item.lists': ({ list }) => [list, ['z']],
    'Item.parts': ({ partIds }) => (partIds as string[] | null)?.map(find).filter((part) => part !== null),
    'Item.first': ({ partIds }) => find((partIds as string[] | null)?.[1]),
    'Item.strict': () => things.slice(3),
  },
  queries: [
    ['a null where none may be', '{ loose { id must } }'],
    ['up to the list', '{ items { may count } }'],
    ['up to the top', '{ sure(id: 2) { must } }'],
    ['past the whole answer', '{ items { must } loose { may } }'],
    ['within lists', '{ loose { list lists } }'],
    ['two subgraphs deep', '{ loose { may parts { must size { w } } first { id must } } }'],
    ['a value in a value', '{ item(id: 1) { parts { size { w h } } } }'],
    ['refused', '{ loose { refused may } refused }'],
    ['refused where it must be', '{ loose { sworn may } }'],
    ['a required list', '{ item(id: 1) { strict { must } } }'],
  ],
};
