/** What a caller may not have is refused before it is planned: no subgraph hears of it, and the answer is as if the subgraph had refused. */
import { describe, expect, test } from '@jest/globals';
import { buildSchema, print } from 'graphql';
import { HubError } from '../../src/errors.js';
import type { AccessGuard } from '../../src/federation/access-directives.js';
import { buildSubgraph } from '../../src/federation/build-subgraph.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { makeHubExecutor } from '../../src/federation/execution/hub-executor.js';
import { makeLocalTransport } from '../../src/federation/local-transport.js';
import type { SubgraphTransport } from '../../src/federation/plan-executor.js';
import type { EntityPolicy } from '../../src/federation/plan-executors.js';
import { collapseErrors } from '../../src/gateway/collapse-errors.js';
import { toRequest } from './graphs/graph-fixture.js';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@authenticated", "@requiresScopes"])\n`;

const catalogSdl = `${link}
  interface Item { id: ID! title: String note: String }
  type Book implements Item @key(fields: "id") {
    id: ID! title: String note: String @authenticated price: Int @requiresScopes(scopes: [["price"]])
    must: String! @authenticated
  }
  type Film implements Item @key(fields: "id") { id: ID! title: String note: String }
  type Query { items: [Item!] books: [Book!] secret: String @authenticated }
  type Mutation { burn: String @requiresScopes(scopes: [["burn"]]) keep: String }`;
const shopSdl = `${link}
  type Book @key(fields: "id") { id: ID! stock: Int buyers: [String!] @requiresScopes(scopes: [["buyers", "shop"], ["all"]]) }`;

const books = ['1', '2'].map((id) => ({
  ...{ __typename: 'Book', id, title: `t${id}`, note: 'n', price: 5, must: 'm' },
}));
const film = { __typename: 'Film', id: '9', title: 'f', note: 'seen' };

type Caller = { scopes: string[] } | null;

const guard: AccessGuard<object> = (directive, context) => {
  const { caller } = context as { caller: Caller };
  if (caller === null) throw new HubError('UNAUTHENTICATED', 'who asks?');
  const passes =
    directive.name === 'authenticated' ||
    directive.scopes.some((all) => all.every((scope) => caller.scopes.includes(scope)));
  if (!passes) throw new HubError('FORBIDDEN', 'not with these scopes');
};

/** The same subgraphs behind a gateway that refuses and behind one that leaves it to them, with all they were asked. */
function makeGateways(policy?: EntityPolicy) {
  const burnt: string[] = [];
  const subgraphs = [
    buildSubgraph<object>({
      name: 'catalog',
      typeDefs: catalogSdl,
      resolvers: {
        Query: { items: () => [...books, film], books: () => books, secret: () => 'x' },
        Mutation: {
          burn() {
            burnt.push('burn');
            return 'burnt';
          },
          keep: () => 'kept',
        },
        Book: { __resolveReference: ({ id }: { id: string }) => books.find((book) => book.id === id) },
        Film: { __resolveReference: () => film },
      },
      guard,
    }),
    buildSubgraph<object>({
      name: 'shop',
      typeDefs: shopSdl,
      resolvers: {
        Book: {
          __resolveReference: ({ id }: { id: string }) => ({ id, stock: Number(id), buyers: ['b'] }),
        },
      },
      guard,
    }),
  ];
  const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
  const apiSchema = buildSchema(apiSdl);
  const asked: string[] = [];
  const local = makeLocalTransport(subgraphs);
  const transport: SubgraphTransport = (name, request) => {
    asked.push(`${name} ${print(request.document)} ${JSON.stringify(request.variables)}`);
    return local(name, request);
  };
  const parts = { supergraphSdl, apiSchema, ...(policy && { policy }) };
  const refusing = makeHubExecutor({ ...parts, transport, guard });
  const leaving = makeHubExecutor({ ...parts, transport: local });
  const ask = async (executor: typeof refusing, query: string, caller: Caller) => {
    const { data, errors } = await executor.execute({ ...toRequest(query), context: { caller } });
    const told = collapseErrors(errors ?? []).map(({ message, path }) => ({ message, path }));
    return { data, errors: told };
  };
  return {
    asked: () => asked.splice(0).join('\n'),
    burnt,
    refused: async (query: string, caller: Caller) => ask(refusing, query, caller),
    left: async (query: string, caller: Caller) => ask(leaving, query, caller),
  };
}

const callers: [string, Caller][] = [
  ['nobody', null],
  ['somebody', { scopes: [] }],
  ['one scope of two', { scopes: ['price', 'buyers'] }],
  ['everything', { scopes: ['price', 'all', 'burn'] }],
];

const queries = [
  '{ books { id title price note } }',
  '{ books { b: buyers stock buyers } secret }',
  '{ books { title must } }',
  '{ items { title note } }',
  '{ items { note ... on Book { note price stock } } }',
  '{ items { ... on Item { n: note } __typename } }',
  '{ books { buyers } }',
  '{ secret }',
  '{ a: secret b: secret __typename }',
  'mutation { burn keep }',
  'mutation { burn }',
];

describe.each(callers)('asked by %s', (_, caller) => {
  test.each(queries)('%s: as the subgraphs would refuse', async (query) => {
    const gateways = makeGateways();
    const refused = await gateways.refused(query, caller);
    const left = await gateways.left(query, caller);
    expect(refused.data).toEqual(left.data);
    const byPlace = (one: { path?: unknown }, other: { path?: unknown }) =>
      JSON.stringify(one.path) < JSON.stringify(other.path) ? -1 : 1;
    expect(refused.errors.sort(byPlace)).toEqual(left.errors.sort(byPlace));
  });
});

describe('what is refused', () => {
  test('is asked of no subgraph', async () => {
    const { asked, refused } = makeGateways();
    await refused('{ books { title price note buyers } }', { scopes: [] });
    expect(asked()).toMatch(/^catalog [^]*note[^]*$/);
    await refused('{ books { title price note buyers } }', null);
    expect(asked()).not.toMatch(/price|note|buyers|shop/);
    await refused('{ secret }', null);
    expect(asked()).toBe('');
  });

  test('below an interface is asked of the types alone whose it may be', async () => {
    const { asked, refused } = makeGateways();
    const { data } = await refused('{ items { title note } }', null);
    expect(data).toEqual({
      items: [...books.map(({ title }) => ({ title, note: null })), { title: 'f', note: 'seen' }],
    });
    expect(asked()).toMatch(/\.\.\.\s*on Film \{\s*note/);
  });

  test('is never done', async () => {
    const { burnt, refused } = makeGateways();
    const { data, errors } = await refused('mutation { burn keep }', { scopes: [] });
    expect([data, errors, burnt]).toEqual([
      { burn: null, keep: 'kept' },
      [{ message: 'not with these scopes', path: ['burn'] }],
      [],
    ]);
  });

  test('may be a type, wherever a field answers one', async () => {
    const typeDefs = `${link} type Sealed @authenticated { text: String } type Query { sealed: Sealed open: String }`;
    const { supergraphSdl, apiSdl } = composeSupergraph([{ name: 'a', typeDefs }]);
    const transport: SubgraphTransport = (_, { document }) =>
      Promise.resolve({
        data: print(document).includes('sealed') ? { sealed: { text: 's' }, open: 'o' } : { open: 'o' },
      });
    const executor = makeHubExecutor({ supergraphSdl, apiSchema: buildSchema(apiSdl), transport, guard });
    const ask = async (caller: Caller) =>
      executor.execute({ ...toRequest('{ sealed { text } open }'), context: { caller } });
    expect((await ask({ scopes: [] })).data).toEqual({ sealed: { text: 's' }, open: 'o' });
    const { data, errors } = await ask(null);
    expect([data, errors?.map(({ path }) => path)]).toEqual([{ sealed: null, open: 'o' }, [['sealed']]]);
  });

  test('depends on who asks, also where the plan is known', async () => {
    const { refused } = makeGateways();
    const query = '{ books { price } }';
    const prices = async (caller: Caller) => (await refused(query, caller)).data;
    const [none, all] = [
      [{ price: null }, { price: null }],
      [{ price: 5 }, { price: 5 }],
    ];
    expect(await prices(null)).toEqual({ books: none });
    expect(await prices({ scopes: ['price'] })).toEqual({ books: all });
    expect(await prices({ scopes: ['other'] })).toEqual({ books: none });
    expect(await prices({ scopes: ['price'] })).toEqual({ books: all });
  });
});

test('an entity the policy keeps back is sent to no subgraph, and told at its place', async () => {
  const policy: EntityPolicy = ({ __typename, id }, context) => {
    const { caller } = context as { caller: Caller };
    if (__typename === 'Book' && id === '2' && caller === null)
      throw new HubError('FORBIDDEN', 'not that book');
  };
  const { asked, refused } = makeGateways(policy);
  expect(await refused('{ books { title stock } }', null)).toEqual({
    data: {
      books: [
        { title: 't1', stock: 1 },
        { title: 't2', stock: null },
      ],
    },
    errors: [{ message: 'not that book', path: ['books', 1] }],
  });
  expect(asked()).toContain('[{"__typename":"Book","id":"1"}]');
  const { errors } = await refused('{ books { title stock } }', { scopes: [] });
  expect(errors).toEqual([]);
});
