import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ExecutionResult } from 'graphql';
import { ask, runGraph, toRequest, type RunningGraph } from './graphs/graph-fixture.js';
import { chains } from './graphs/chains.js';
import { library } from './graphs/library.js';
import { mediaGraph } from './graphs/media.js';
import { nulls } from './graphs/nulls.js';
import { toRandomQuery } from './graphs/random-query.js';

const numRuns = Number(process.env['RANDOM_QUERIES'] ?? 1500);

describe.each([library, chains, mediaGraph, nulls])('random operations on $name', (fixture) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await runGraph(fixture);
  });

  test(`are answered as by a monolith, byte for byte`, async () => {
    let compared = 0;
    const tape = fc.array(fc.nat({ max: 5039 }), { minLength: 20, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(tape, async (numbers) => {
        const asked = toRandomQuery(graph.apiSchema, numbers);
        fc.pre(asked !== null);
        const { query, variables } = asked;
        const told = await graph.monolith(query, variables);
        const answered = await ask(graph.own, query, variables);
        // The second time it is compiled.
        const request = toRequest(query, variables);
        await graph.compiled.execute(request);
        const compiled = await graph.compiled.execute(request);
        compared += 1;
        const toShown = ({ data, errors }: ExecutionResult) => {
          const answer = JSON.stringify(data);
          return { query, variables, answer, hasErrors: errors !== undefined };
        };
        expect(toShown(answered)).toEqual(toShown(told));
        expect(toShown(compiled)).toEqual(toShown(told));
      }),
      { numRuns },
    );
    expect(compared).toBeGreaterThanOrEqual(numRuns);
  });
});
