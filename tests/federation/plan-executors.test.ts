import { beforeEach, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, type GraphQLError } from 'graphql';
import { HubError } from '../../src/errors.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { makeLocalTransport } from '../../src/federation/local-transport.js';
import type { PlanExecutor, SubgraphTransport } from '../../src/federation/plan-executor.js';
import { planExecutors, type PlanExecutorName } from '../../src/federation/plan-executors.js';
import { readSubgraphNames } from '../../src/federation/subgraph-names.js';
import { makeToySubgraphs, type ToyWorld } from './toy-graph.js';

let world: ToyWorld;
let local: SubgraphTransport;
let makeExecutor: (name: PlanExecutorName, transport: SubgraphTransport) => Promise<PlanExecutor>;
beforeEach(() => {
  world = { reviews: 'up', references: [] };
  const subgraphs = makeToySubgraphs(world);
  local = makeLocalTransport(subgraphs);
  const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
  const apiSchema = buildSchema(apiSdl);
  makeExecutor = (name, transport) => planExecutors[name]({ supergraphSdl, apiSchema, transport });
});

const run = (executor: PlanExecutor, query: string, own: { signal?: AbortSignal; context?: object } = {}) =>
  executor.execute({
    document: parse(query),
    variables: {},
    operationName: null,
    context: {},
    signal: new AbortController().signal,
    ...own,
  });

describe.each(['hub', 'router-runtime'] as const)('executing a plan by %s', (name) => {
  test.each([
    [
      'aliases and fragments',
      '{ b: book(id: 1) { ...T } } fragment T on Book { t: title s: stars }',
      { b: { t: 'Số đỏ', s: 4 } },
    ],
    [
      'skip and include',
      '{ book(id: 1) { title @skip(if: true) stars @include(if: true) } }',
      { book: { stars: 4 } },
    ],
    [
      'an entity that begins in the other subgraph',
      '{ best { title reviews { text } } }',
      { best: { title: 'Số đỏ', reviews: [{ text: 'good 1' }] } },
    ],
    ['an unknown entity', '{ book(id: 9) { title stars } }', { book: null }],
    [
      'a mutation',
      'mutation { rename(id: 1, title: "x") { title stars } }',
      { rename: { title: 'x', stars: 4 } },
    ],
    [
      '__typename at the top and below',
      '{ __typename book(id: 1) { __typename id } }',
      { __typename: 'Query', book: { __typename: 'Book', id: '1' } },
    ],
  ])('%s', async (_, query, data) => {
    expect(await run(await makeExecutor(name, local), query)).toEqual({ data });
  });

  test('an entity met twice is asked for once', async () => {
    const executor = await makeExecutor(name, local);
    await run(executor, '{ a: books { stars } b: books { stars } }');
    expect([...world.references].sort()).toEqual(['1', '2']);
  });

  test('the context reaches the subgraph by reference, under its real name', async () => {
    const seen: [string, object][] = [];
    const watching: SubgraphTransport = async (subgraph, request) => {
      seen.push([subgraph, request.context]);
      return local(subgraph, request);
    };
    const context = {};
    await run(await makeExecutor(name, watching), '{ books { stars } }', { context });
    expect(seen.map(([name]) => name)).toEqual(['library', 'reviews']);
    expect(seen.every(([, given]) => given === context)).toBe(true);
  });

  test.each(['library', 'reviews'])(
    'with %s unreachable the rest answers and one error carries the cause',
    async (dead) => {
      const cause = new HubError('SOURCE_UNAVAILABLE', 'no connection', { source: dead });
      const transport: SubgraphTransport = async (subgraph, request) =>
        subgraph === dead ? Promise.reject(cause) : local(subgraph, request);
      const { data, errors } = await run(
        await makeExecutor(name, transport),
        '{ book(id: 1) { title stars } }',
      );
      // The other executor answers no data at all where GraphQL has a null for the field.
      const nothing = name === 'hub' ? { book: null } : null;
      expect(data).toEqual(dead === 'library' ? nothing : { book: { title: 'Số đỏ', stars: null } });
      expect(errors?.map(({ originalError, path }) => [originalError, path])).toEqual([[cause, ['book']]]);
    },
  );

  test('an aborted request fails alone and does not spoil its plan', async () => {
    const executor = await makeExecutor(name, local);
    const document = parse('{ books { title stars } }');
    const request = { document, variables: {}, operationName: null, context: {} };
    const aborted = await executor.execute({ ...request, signal: AbortSignal.abort() });
    expect(aborted.data).toEqual(name === 'hub' ? { books: null } : null);
    expect(aborted.errors).toHaveLength(1);
    const next = await executor.execute({ ...request, signal: new AbortController().signal });
    expect(next.errors).toBeUndefined();
  });

  test('an error a remote subgraph tells as a plain object becomes a GraphQLError', async () => {
    const transport: SubgraphTransport = async () =>
      Promise.resolve({
        data: { book: null },
        errors: [{ message: 'told', path: ['book'] } as unknown as GraphQLError],
      });
    const { errors } = await run(await makeExecutor(name, transport), '{ book(id: 1) { title } }');
    expect(errors?.map((error) => [error.name, error.message, error.path])).toEqual([
      ['GraphQLError', 'told', ['book']],
    ]);
  });
});

describe('names of the subgraphs', () => {
  test('come from join__Graph, not from its spelling', () => {
    const odd = 'enum join__Graph { ONE_STOP_2 @join__graph(name: "oneStop-2", url: "") }';
    expect([...readSubgraphNames(parse(odd))]).toEqual([['ONE_STOP_2', 'oneStop-2']]);
  });

  test('a document without them is no supergraph', () => {
    expect(() => readSubgraphNames(parse('type Query { a: Int }'))).toThrow('enum join__Graph');
  });
});

test('a subgraph that runs elsewhere is not silently empty', async () => {
  const request = {
    document: parse('{ a }'),
    variables: {},
    context: {},
    signal: new AbortController().signal,
  };
  await expect(makeLocalTransport([])('library', request)).rejects.toThrow(
    'no subgraph library runs in this process',
  );
});
