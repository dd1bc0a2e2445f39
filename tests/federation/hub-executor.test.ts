import { describe, expect, test } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import { makeHubExecutor } from '../../src/federation/execution/hub-executor.js';
import type { SubgraphTransport } from '../../src/federation/plan-executor.js';
import { findHubError } from '../../src/gateway/error-body.js';
import { ask, runGraph, toRequest } from './graphs/graph-fixture.js';
import { library } from './graphs/library.js';
import { mediaGraph } from './graphs/media.js';
import { makeScripted } from './graphs/scripted-graph.js';

const sdl = {
  a: `type Item @key(fields: "id") { id: ID! n: Int f: Float s: String! b: Boolean kind: Kind tags: [String!] }
    enum Kind { OPEN SECRET @inaccessible } type Query { item: Item items: [Item!] }`,
  b: `type Item @key(fields: "id") { id: ID! more: String must: String! }`,
};
const fields = '{ item { id n f s b kind tags } }';
const good = { id: '1', n: 1, f: 1.5, s: 's', b: true, kind: 'OPEN', tags: ['t'] };

describe('what a subgraph answers is not believed', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a text for a whole number', { n: '1' }, { n: null }],
    ['a fraction for a whole number', { n: 1.5 }, { n: null }],
    ['no number', { f: Number.NaN }, { f: null }],
    ['a text for a boolean', { b: 'true' }, { b: null }],
    ['an unknown enum value', { kind: 'OTHER' }, { kind: null }],
    ['one thing for a list', { tags: 't' }, { tags: null }],
    ['an object for a text', { tags: ['t', {}] }, { tags: null }],
  ])('%s', async (_, wrong, shown) => {
    const executor = makeScripted(sdl, { a: { data: { item: { ...good, ...wrong } } } });
    const { data, errors } = await ask(executor, fields);
    expect(data).toEqual({ item: { ...good, ...shown } });
    expect(errors?.map((error) => [findHubError(error)?.code, error.path?.slice(0, 2)])).toEqual([
      ['SOURCE_INVALID', ['item', Object.keys(wrong)[0]]],
    ]);
  });

  test.each([
    ['a list for an object', { item: [] }],
    ['a text for an object', { item: 'x' }],
  ])('%s', async (_, data) => {
    const answer = await ask(makeScripted(sdl, { a: { data } }), fields);
    expect(answer.data).toEqual({ item: null });
    expect(answer.errors).toHaveLength(1);
  });

  test('fields nobody asked for are not shown', async () => {
    const data = { item: { id: '1', n: 2, password: 'x' }, other: 1 };
    expect(await ask(makeScripted(sdl, { a: { data } }), '{ item { n } }')).toEqual({
      data: { item: { n: 2 } },
    });
  });

  test('a number is an ID, for that is how some servers write it', async () => {
    const data = { item: { ...good, id: 7 } };
    expect(await ask(makeScripted(sdl, { a: { data } }), '{ item { id } }')).toEqual({
      data: { item: { id: '7' } },
    });
  });

  test('an enum value clients may not see is null, without an error', async () => {
    const data = { item: { ...good, kind: 'SECRET' } };
    expect(await ask(makeScripted(sdl, { a: { data } }), '{ item { kind } }')).toEqual({
      data: { item: { kind: null } },
    });
  });

  test.each([
    ['no list of entities', { data: {} }],
    ['too few entities', { data: { _entities: [] } }],
    ['nothing', {}],
  ])('%s leaves the fields of that subgraph empty', async (_, b) => {
    const executor = makeScripted(sdl, { a: { data: { item: { ...good, __typename: 'Item' } } }, b });
    expect((await ask(executor, '{ item { n more } }')).data).toEqual({ item: { n: 1, more: null } });
  });
});

describe('a key that every object has', () => {
  /** What every object has now; nothing that can be listed. */
  const shared = () => Object.keys(Object.prototype);

  test('is a name like any other', async () => {
    const { own, compiled, monolith } = await runGraph(library);
    const query = `{ __proto__: same books { __proto__: title constructor: title }
      x: user(id: 1) { __proto__: place { code } toString: name } }`;
    const told = JSON.stringify(await monolith(query));
    expect(told).toContain('"__proto__":"same"');
    expect(JSON.stringify(await ask(own, query))).toBe(told);
    const request = toRequest(query);
    for (let n = 0; n < 3; n += 1) expect(JSON.stringify(await compiled.execute(request))).toBe(told);
    expect(shared()).toEqual([]);
  });

  test('is nothing where a subgraph sends it', async () => {
    const odd = JSON.parse('{"id":"1","__typename":"Item","n":1,"__proto__":{"more":"all"}}') as object;
    const a = { data: JSON.parse('{"__proto__":{"more":"all"}}') as Record<string, unknown> };
    Object.assign(a.data, { item: odd });
    const b = { data: { _entities: [JSON.parse('{"more":"m","__proto__":{"more":"all"}}')] } };
    expect((await ask(makeScripted(sdl, { a, b }), '{ item { n more } }')).data).toEqual({
      item: { n: 1, more: 'm' },
    });
    expect(shared()).toEqual([]);
  });

  test('is refused by router-runtime, whose merging it would poison', async () => {
    const { oracle } = await runGraph(library);
    const { data, errors } = await ask(oracle, '{ __proto__: same }');
    expect(data).toBeUndefined();
    expect(errors?.map((error) => findHubError(error)?.code)).toEqual(['BAD_INPUT']);
    expect(shared()).toEqual([]);
  });
});

describe('errors', () => {
  const items = [1, 2].map((id) => ({ __typename: 'Item', id: String(id) }));

  test('name every place the client asked under, whatever it was fetched under', async () => {
    const error = new GraphQLError('broken', { path: ['_entities', 1, 'more'] });
    const b = { data: { _entities: [{ more: 'm' }, { more: null }] }, errors: [error] };
    const { data, errors } = await ask(
      makeScripted(sdl, { a: { data: { all: items } }, b }),
      '{ all: items { x: more y: more id } }',
    );
    expect(data).toEqual({
      all: [
        { x: 'm', y: 'm', id: '1' },
        { x: null, y: null, id: '2' },
      ],
    });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([
      ['broken', ['all', 1, 'x']],
      ['broken', ['all', 1, 'y']],
    ]);
  });

  test('of a fetch that failed are told once, and explain all that must not be null', async () => {
    const { data, errors } = await ask(
      makeScripted(sdl, { a: { data: { items } }, b: { errors: [new GraphQLError('away')] } }),
      '{ items { id must } }',
    );
    expect(data).toEqual({ items: null });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([['away', ['items', 0]]]);
  });

  test('are made where a null stands without a reason', async () => {
    const b = { data: { _entities: [{ must: 'x' }, null] } };
    const { data, errors } = await ask(
      makeScripted(sdl, { a: { data: { items } }, b }),
      '{ items { must } }',
    );
    expect(data).toEqual({ items: null });
    expect(errors?.map(({ message, path }) => [message, path])).toEqual([
      ['Cannot return null for non-nullable field Item.must.', ['items', 1, 'must']],
    ]);
  });

  test.each([
    ['a missing variable', 'query($id: ID!) { book(id: $id) { id } }', {}],
    ['a wrong variable', 'query($n: Int) { books(first: $n) { id } }', { n: 'many' }],
  ])('%s is the caller’s', async (_, query, variables) => {
    const { own } = await runGraph(library);
    const { data, errors } = await ask(own, query, variables);
    expect(data).toBeUndefined();
    expect(errors?.map((error) => findHubError(error)?.code)).toEqual(['BAD_INPUT']);
  });

  test('an operation that is not in the document is the caller’s', async () => {
    const { own } = await runGraph(library);
    const request = { variables: {}, context: {}, signal: new AbortController().signal };
    const document = parse('query A { same } query B { same }');
    const { errors } = await own.execute({ ...request, document, operationName: 'C' });
    expect(errors?.map((error) => findHubError(error)?.code)).toEqual(['BAD_INPUT']);
    expect(await own.execute({ ...request, document, operationName: 'B' })).toEqual({
      data: { same: 'same' },
    });
  });
});

describe('what is fetched', () => {
  test('an entity met at several places is sent once', async () => {
    const { supergraphSdl, apiSchema, transport } = await runGraph(library);
    const sent: unknown[] = [];
    const watching: SubgraphTransport = async (name, request) => {
      if (request.variables['representations'] !== undefined) sent.push(request.variables['representations']);
      return transport(name, request);
    };
    const executor = makeHubExecutor({ supergraphSdl, apiSchema, transport: watching });
    await ask(executor, '{ shelves { holds { weight } } }');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toHaveLength(3);
  });

  test.each([
    ['is not asked where nothing depends on it', '{ top { id score } }', ['scores']],
    ['is asked by name', '{ top { __typename score } }', ['scores', 'catalog']],
    ['is asked by a fragment', '{ top { ... on Book { score } } }', ['scores', 'catalog', 'scores']],
  ])('the type of an interface object %s', async (_, query, expected) => {
    const { supergraphSdl, apiSchema, transport } = await runGraph(mediaGraph);
    const asked: string[] = [];
    const watching: SubgraphTransport = async (name, request) => {
      asked.push(name);
      return transport(name, request);
    };
    const executor = makeHubExecutor({ supergraphSdl, apiSchema, transport: watching });
    expect(await ask(executor, query)).not.toHaveProperty('errors');
    expect(asked).toEqual(expected);
  });
});
