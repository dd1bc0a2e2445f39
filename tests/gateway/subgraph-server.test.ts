import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { makeLogger } from '../../src/logger.js';
import type { Principal } from '../../src/principal.js';
import type { RunningServer } from '../../src/gateway/listen.js';
import { signServiceToken } from '../../src/gateway/service-token.js';
import { startSubgraphServer } from '../../src/gateway/subgraph-server.js';
import { guardField } from '../../src/gateway/guard.js';
import { makeToySubgraphs } from '../federation/toy-graph.js';
import { makePrincipal } from '../resolvers/test-graph.js';
import { untraced } from '../../src/trace.js';

const key = Buffer.alloc(32, 7);
let server: RunningServer;
let principals: (Principal | null)[] = [];

beforeAll(async () => {
  const [library] = makeToySubgraphs({ reviews: 'up', references: [] }, (directive, context) =>
    guardField(directive, context as { principal: Principal | null }),
  );
  if (library === undefined) throw new Error('the toy graph has no library');
  server = await startSubgraphServer({
    ...{
      name: 'library',
      schema: library.schema,
      key,
      host: '127.0.0.1',
      port: 0,
      health: {},
      compiling: { afterHits: 0 },
      tracing: untraced,
    },
    makeContext(facts) {
      principals.push(facts.principal);
      return facts;
    },
    log: makeLogger('test', 'silent'),
  });
});
afterAll(() => server.close());

async function post(body: unknown, authorization?: string) {
  principals = [];
  const headers = {
    'content-type': 'application/json',
    ...(authorization === undefined ? {} : { authorization }),
  };
  const reply = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = (await reply.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string }; path?: unknown }[];
  };
  return {
    status: reply.status,
    data: answer.data,
    codes: answer.errors?.map(({ extensions }) => extensions.code),
  };
}

const sign = (principal: Principal | null = null, subgraph = 'library') =>
  signServiceToken(principal, { subgraph, key });

test('entities are answered for the caller the token names', async () => {
  const query =
    'query($r: [_Any!]!) { _entities(representations: $r) { ... on Book { title borrower notes } } }';
  const variables = { r: [{ __typename: 'Book', id: '1' }] };
  const known = makePrincipal({ scopes: ['library:personal'] });
  expect(await post({ query, variables }, await sign(known))).toEqual({
    status: 200,
    data: { _entities: [{ title: 'Số đỏ', borrower: 'someone', notes: 'n' }] },
    codes: undefined,
  });
  expect(principals).toEqual([known]);
  const stranger = await post({ query, variables }, await sign());
  expect(stranger.data).toEqual({ _entities: [{ title: 'Số đỏ', borrower: null, notes: null }] });
  expect(stranger.codes).toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED']);
});

test('without a token of the gateway nothing is answered, not even the SDL', async () => {
  const expired = await new SignJWT({ principal: null })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('gateway')
    .setAudience('library')
    .setExpirationTime(new Date('2020-01-01T00:00:00Z'))
    .sign(key);
  const other = await signServiceToken(null, { subgraph: 'library', key: Buffer.alloc(32, 8) });
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`;
  for (const authorization of [
    undefined,
    'x',
    await sign(null, 'reviews'),
    `Bearer ${expired}`,
    other,
    `Bearer ${unsigned}`,
  ])
    expect(await post({ query: '{ _service { sdl } }' }, authorization)).toEqual({
      status: 401,
      data: undefined,
      codes: ['UNAUTHENTICATED'],
    });
  expect(principals).toEqual([]);
});

test.each<[string, unknown]>([
  ['no query', {}],
  ['a query that is none', { query: '{' }],
  ['a field there is not', { query: '{ nothing }' }],
  ['variables that are a list', { query: '{ books { id } }', variables: [] }],
])('%s is refused', async (_, body) => {
  expect(await post(body, await sign())).toEqual({ status: 400, data: undefined, codes: ['BAD_INPUT'] });
});

test('a fault of ours is masked', async () => {
  expect(await post({ query: '{ broken }' }, await sign())).toEqual({
    status: 200,
    data: { broken: null },
    codes: ['INTERNAL'],
  });
});
