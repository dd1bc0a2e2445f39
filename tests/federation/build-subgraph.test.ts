import { describe, expect, test } from '@jest/globals';
import { execute, GraphQLScalarType, parse } from 'graphql';
import { buildSubgraph } from '../../src/federation/build-subgraph.js';
import { librarySdl, makeToySubgraphs } from './toy-graph.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@authenticated"])`;
const typeDefs = `${link}
  scalar Day
  type Book @key(fields: "id") { id: ID! stars(scale: Int): Int }
  type Shelf @key(fields: "id", resolvable: false) { id: ID! }
  type Query { book: Book }`;
const resolvers = {
  Day: new GraphQLScalarType({ name: 'Day' }),
  Query: { book: () => null },
  Book: { stars: () => 1, __resolveReference: (reference: object) => reference },
};
const build =
  (own: object, sdl = typeDefs) =>
  () =>
    buildSubgraph({ name: 'toy', typeDefs: sdl, resolvers: { ...resolvers, ...own } });

describe('building stops, naming the stem, when', () => {
  test.each([
    ['a root field has no resolver', { Query: {} }, 'no resolver for Query.book'],
    [
      'a field with arguments has none',
      { Book: { __resolveReference: () => null } },
      'no resolver for Book.stars',
    ],
    [
      'a type with a key has no reference',
      { Book: { stars: () => 1 } },
      'no resolver for Book.__resolveReference',
    ],
    ['a scalar has no implementation', { Day: {} }, 'no resolver for Day'],
    ['a resolver fits no field', { Query: { book: () => null, extra: () => null } }, 'Query.extra'],
  ])('%s', (_, own, message) => {
    expect(build(own)).toThrow(message);
    expect(build(own)).toThrow('schema/toy.graphql');
  });

  test('a field is guarded and no guard is given', () => {
    expect(build({}, `${typeDefs} extend type Query { me: ID @authenticated }`)).toThrow('Query.me');
    const me = { Query: { book: () => null, me: () => 'a' } };
    expect(build(me, `${typeDefs} extend type Query { me: ID @authenticated }`)).toThrow(
      'no guard given for Query.me',
    );
  });

  test('all that was forgotten is told at once', () => {
    expect(build({ Query: {}, Book: {} })).toThrow(/Book\.stars[^]*Query\.book[^]*Book\.__resolveReference/);
  });
});

describe('a built subgraph', () => {
  const run = (query: string, variableValues = {}) => {
    const [{ schema } = build({})()] = makeToySubgraphs({ reviews: 'up', references: [] });
    return execute({ schema, document: parse(query), variableValues, contextValue: {} });
  };

  test('tells its SDL as it was written', async () => {
    expect(await run('{ _service { sdl } }')).toEqual({ data: { _service: { sdl: librarySdl } } });
  });

  test('resolves representations in their order, unknown keys to null', async () => {
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Book { title } } }';
    const r = ['2', '9', '1'].map((id) => ({ __typename: 'Book', id }));
    expect((await run(query, { r })).data).toEqual({
      _entities: [{ title: 'Chí Phèo' }, null, { title: 'Số đỏ' }],
    });
  });

  test('a representation of a foreign type fails alone', async () => {
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Book { title } } }';
    const r = [{ __typename: 'Car' }, { __typename: 'Book', id: '1' }];
    const { data, errors } = await run(query, { r });
    expect(data).toEqual({ _entities: [null, { title: 'Số đỏ' }] });
    expect(errors?.map(({ path }) => path)).toEqual([['_entities', 0]]);
  });

  test('asks the guard what each guarded field asks, and only there', async () => {
    const asked: unknown[] = [];
    const [{ schema } = build({})()] = makeToySubgraphs({ reviews: 'up', references: [] }, (directive) => {
      asked.push(directive);
    });
    await execute({
      schema,
      document: parse('{ book(id: 1) { id title borrower notes } }'),
      contextValue: {},
    });
    expect(asked).toEqual([
      { name: 'requiresScopes', scopes: [['library:personal']] },
      { name: 'authenticated' },
    ]);
  });
});
