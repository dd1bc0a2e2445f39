/** The planner is native code and could end the process over an operation: random ones on our own graph show that it does not. */
import { readFileSync } from 'node:fs';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { readFieldKeys } from '../../src/federation/execution/field-keys.js';
import { makeKeptPlans } from '../../src/federation/execution/kept-plans.js';
import { prepareOperation } from '../../src/federation/execution/prepare-operation.js';
import { untraced } from '../../src/trace.js';
import { toRandomQuery } from './graphs/random-query.js';

test('every operation on our graph has a plan', () => {
  const apiSchema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
  const preparing = {
    planner: new QueryPlanner(readFileSync('schema/supergraph.graphql', 'utf8')),
    plans: makeKeptPlans(),
    ...{ apiSchema, supergraph: apiSchema },
    keys: readFieldKeys(apiSchema),
    interfaceObjects: new Map(),
    rules: () => [],
    cacheHints: new Map(),
    trace: untraced.trace,
    onPlanned: () => undefined,
    getSubgraph: (name: string) => name,
  };
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5039 }), { minLength: 50, maxLength: 300 }), (tape) => {
      const asked = toRandomQuery(apiSchema, tape);
      fc.pre(asked !== null);
      const { getPlan } = prepareOperation(
        { document: parse(asked.query), operationName: null, characters: asked.query.length },
        preparing,
      );
      const plan = getPlan({ variables: asked.variables, refusals: new Map() });
      expect(plan.map(({ complete }) => typeof complete)).toEqual(plan.map(() => 'function'));
      expect(plan.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 1000 },
  );
});
