import { beforeAll, describe, expect, test } from '@jest/globals';
import { ask, runGraph, type RunningGraph } from './graphs/graph-fixture.js';
import { chains } from './graphs/chains.js';
import { library } from './graphs/library.js';
import { mediaGraph } from './graphs/media.js';
import { nulls } from './graphs/nulls.js';

/** Where router-runtime is known to answer otherwise than GraphQL says, and how. */
const oracleDiffers = new Set([
  'required fields', // a required null is not sent
  'required under other names', // an alias over a key
  'one key asked twice', // lists are joined, not merged
  'a union', // the plan is not made
  'one key of two types elsewhere', // renames below entities are lost
  'an alias over a key',
  'up to the list', // a null goes up one level only
  'up to the top',
  'past the whole answer',
  'two subgraphs deep',
  'a required list',
]);

describe.each([library, chains, mediaGraph, nulls])('$name', (fixture) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await runGraph(fixture);
  });

  test.each(fixture.queries.map(([name, query, variables]) => ({ name, query, variables })))(
    '$name',
    async ({ name, query, variables }) => {
      const told = await graph.monolith(query, variables);
      const answered = await ask(graph.own, query, variables);
      const oracle = await ask(graph.oracle, query, variables);
      expect(JSON.stringify(answered.data)).toBe(JSON.stringify(told.data));
      expect(answered.errors === undefined).toBe(told.errors === undefined);
      expect(JSON.stringify(oracle.data) === JSON.stringify(told.data)).toBe(!oracleDiffers.has(name));
    },
  );
});
