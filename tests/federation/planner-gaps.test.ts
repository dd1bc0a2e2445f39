import { describe, expect, test } from '@jest/globals';
import { ask, runGraph } from './graphs/graph-fixture.js';
import { makeScripted } from './graphs/scripted-graph.js';

describe('what the planner cannot plan, though it should', () => {
  // Each shows when an upgrade of the planner closes the gap.
  test('a required field of a subgraph that must first be asked for the key', async () => {
    const executor = makeScripted(
      {
        catalog: `type Book @key(fields: "id") @key(fields: "isbn") { id: ID! isbn: ID! pages: Int } type Query { a: Book }`,
        shop: `type Book @key(fields: "isbn") { isbn: ID! pages: Int @external label: String @requires(fields: "pages") }`,
        reviews: `type Book @key(fields: "id") { id: ID! } type Query { reviewed: Book }`,
      },
      {},
    );
    const { data, errors } = await ask(executor, '{ reviewed { label } }');
    expect(data).toBeUndefined();
    expect(errors?.map(({ message }) => message)).toEqual([expect.stringContaining('Failed to plan query')]);
  });

  test('a member of a union that differs between the subgraphs of a shareable field', async () => {
    // Our own graph may not have one: the lint refuses a union of two subgraphs.
    const wrapper = `type Box @key(fields: "id") { id: ID! wrapper: Wrapper @shareable }
      type Wrapper @shareable { of: Thing } type Common @shareable { n: Int }`;
    const { own, monolith } = await runGraph({
      name: 'unions',
      subgraphs: {
        a: `type Query { a: Box } ${wrapper} union Thing = Common | OnlyA type OnlyA { x: Int }`,
        b: `type Query { b: Box } ${wrapper} union Thing = Common | OnlyB type OnlyB { y: Int }`,
      },
      things: [],
      tell: { 'Query.a': () => ({ wrapper: { of: { __typename: 'OnlyA', x: 1 } } }) },
      queries: [],
    });
    const query = '{ a { wrapper { of { ... on Common { n } ... on OnlyA { x } } } } }';
    expect(await monolith(query)).toEqual({ data: { a: { wrapper: { of: { x: 1 } } } } });
    expect(await ask(own, query)).toEqual({ data: { a: { wrapper: { of: { x: null } } } } });
  });
});
