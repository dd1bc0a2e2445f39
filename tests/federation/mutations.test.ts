/** Fields of a mutation run one after the other, each answered whole before the next begins, as in one server of everything. */
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ask, runGraph, type RunningGraph } from './graphs/graph-fixture.js';

const state = { total: 0 };
const counter = { __typename: 'Counter', id: '1' };
let graph: RunningGraph;

beforeAll(async () => {
  graph = await runGraph({
    name: 'counters',
    subgraphs: {
      adding: `type Counter @key(fields: "id") { id: ID! } type Query { n: Int }
        type Mutation { add(n: Int!): Counter must: Int! }`,
      doubling: `type Counter @key(fields: "id") { id: ID! } type Mutation { double: Counter mustToo: Counter! }`,
      telling: `type Counter @key(fields: "id") { id: ID! total: Int never: Int! }`,
    },
    things: [counter],
    tell: {
      'Mutation.add': (_, { n }) => {
        state.total += Number(n);
        return counter;
      },
      'Mutation.double': () => {
        state.total *= 2;
        return counter;
      },
      'Mutation.must': () => null,
      'Mutation.mustToo': () => counter,
      'Counter.total': () => state.total,
      'Counter.never': () => null,
    },
    queries: [],
  });
});
beforeEach(() => {
  state.total = 0;
});

test.each([
  ['twice is done twice', 'mutation { x: add(n: 1) { id } y: add(n: 1) { id } }', 2],
  [
    'what one answers does not see what the next one does',
    'mutation { a: add(n: 1) { total } b: double { total } t: __typename c: add(n: 2) { total } }',
    4,
  ],
  [
    'one field written twice is one',
    'mutation { add(n: 3) { id } ... on Mutation { add(n: 3) { total } } }',
    3,
  ],
  [
    'what comes after a null that may not be does not happen',
    'mutation { add(n: 1) { id } must after: add(n: 1) { id } }',
    1,
  ],
  [
    'nor after one that another subgraph left',
    'mutation { add(n: 1) { id } mustToo { never } after: double { id } }',
    1,
  ],
  ['what may be null ends nothing', 'mutation { double { never } after: add(n: 1) { total } }', 1],
  ['a name may be odd', 'mutation { __proto__: add(n: 1) { total } b: add(n: 1) { total } }', 2],
])('%s', async (_, mutation, total) => {
  const expected = await graph.monolith(mutation);
  expect(state.total).toBe(total);
  state.total = 0;
  const answer = await ask(graph.own, mutation);
  expect(state.total).toBe(total);
  expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data));
  expect(answer.errors?.map(({ path }) => path)).toEqual(expected.errors?.map(({ path }) => path));
});
