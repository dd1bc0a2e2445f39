import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let gateway: ToyGateway;
beforeAll(async () => {
  gateway = await startToyGateway();
});
afterAll(async () => gateway.close());
beforeEach(() => {
  gateway.world.reviews = 'up';
});

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('answers', () => {
  test('one query joins two subgraphs', async () => {
    const { status, data, errors } = await gateway.ask('{ books { title stars reviews { text } } }');
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(data).toEqual({
      books: [
        { title: 'Số đỏ', stars: 4, reviews: [{ text: 'good 1' }] },
        { title: 'Chí Phèo', stars: 5, reviews: [{ text: 'good 2' }] },
      ],
    });
  });

  test('a source that is down nulls its fields in every row and adds one error that names it', async () => {
    gateway.world.reviews = 'down';
    const { status, data, errors } = await gateway.ask('{ books { title stars } best { id } }');
    expect(status).toBe(200);
    expect(data).toEqual({
      books: [
        { title: 'Số đỏ', stars: null },
        { title: 'Chí Phèo', stars: null },
      ],
      best: null,
    });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      message: 'reviews did not answer',
      extensions: { code: 'SOURCE_UNAVAILABLE', source: 'reviews', requestId: expect.any(String) },
    });
  });

  test('a fault of ours is masked for the client and logged under the id the client can quote', async () => {
    const headers = { 'x-request-id': 'trace-me-0001' };
    const { data, errors } = await gateway.ask('{ broken book(id: 1) { title } }', { headers });
    expect(data).toEqual({ broken: null, book: { title: 'Số đỏ' } });
    expect(errors).toEqual([
      {
        message: 'internal error; quote request id trace-me-0001',
        path: ['broken'],
        extensions: { code: 'INTERNAL', requestId: 'trace-me-0001' },
      },
    ]);
    const line = gateway
      .logged()
      .split('\n')
      .find((text) => text.includes('masked an error'));
    expect(line).toContain('"requestId":"trace-me-0001"');
    expect(line).toContain('cannot reach');
  });
});

describe('request id', () => {
  test('a short harmless one is taken over and echoed', async () => {
    const { headers } = await gateway.ask('{ __typename }', {
      headers: { 'x-request-id': 'from-the-portal.7' },
    });
    expect(headers.get('x-request-id')).toBe('from-the-portal.7');
  });

  test.each(['short', 'a'.repeat(65), 'with spaces in it', '{"json":"yes"}'])(
    '%j is replaced',
    async (given) => {
      const { headers } = await gateway.ask('{ __typename }', { headers: { 'x-request-id': given } });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe('wrong input is BAD_INPUT and named', () => {
  test.each([
    ['syntax', '{ books { ', {}, 'Syntax Error: Expected Name, found <EOF>.'],
    ['unknown field', '{ books { nothing } }', {}, 'Cannot query field "nothing" on type "Book".'],
    ['missing argument', '{ titled { id } }', {}, 'Field "titled" argument "title"'],
    [
      'variable of a specified scalar',
      'query($n: Int) { books(first: $n) { id } }',
      { n: 'many' },
      '"$n" got invalid',
    ],
    [
      'variable of our scalar',
      'query($d: Day) { books(addedOn: $d) { id } }',
      { d: 'x' },
      'expected a day as yyyy-MM-dd',
    ],
    [
      'literal of our scalar',
      '{ books(addedOn: "x") { id } }',
      {},
      'Argument "addedOn" has invalid value "x".',
    ],
    ['two operations', 'query A { __typename } query B { __typename }', {}, 'name one in operationName'],
    ['introspection mixed with data', '{ __schema { description } books { id } }', {}, 'in two operations'],
  ])('%s', async (_, query, variables, message) => {
    const { errors } = await gateway.ask(query, { variables });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain(message);
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_INPUT', requestId: expect.any(String) });
  });

  test.each([
    ['no JSON', 400, { body: '{', headers: { 'content-type': 'application/json' } }],
    [
      'a form a foreign page could post',
      415,
      { body: 'query=%7B__typename%7D', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['no query', 400, { body: '{"a":1}', headers: { 'content-type': 'application/json' } }],
    [
      'a body of a megabyte',
      413,
      { body: `{"query":"${'#'.repeat(1024 * 1024)}"}`, headers: { 'content-type': 'application/json' } },
    ],
  ])('%s', async (_, status, request) => {
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', ...request });
    const { errors } = (await response.json()) as { errors: { extensions: unknown }[] };
    expect(response.status).toBe(status);
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'BAD_INPUT', requestId: response.headers.get('x-request-id') },
    ]);
  });

  test('an unknown path is NOT_FOUND in the same form', async () => {
    const response = await fetch(`${gateway.url}/nowhere`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });
});

describe('status of an operation that does not validate, by GraphQL over HTTP', () => {
  test.each([
    ['application/json', 200],
    ['application/graphql-response+json', 400],
  ])('%s: %d', async (accept, status) => {
    const answer = await gateway.ask('{ nothing }', { headers: { accept } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain(accept);
  });
});

describe('who asks', () => {
  const query = '{ book(id: 1) { title borrower notes } }';

  test('without a caller guarded fields are null and UNAUTHENTICATED', async () => {
    const { data, errors } = await gateway.ask(query);
    expect(data).toEqual({ book: { title: 'Số đỏ', borrower: null, notes: null } });
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['book', 'borrower'], 'UNAUTHENTICATED'],
      [['book', 'notes'], 'UNAUTHENTICATED'],
    ]);
  });

  test('a caller without the scope is FORBIDDEN and told which, once for a whole list', async () => {
    const list = '{ books { borrower notes } }';
    const { data, errors } = await gateway.ask(list, bearer(gateway.tokens.auditor));
    expect(data).toEqual({ books: [1, 2].map(() => ({ borrower: null, notes: 'n' })) });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(errors[0]?.message).toContain('library:personal');
  });

  test('a token that is wrong is refused as a whole with 401, never taken for none', async () => {
    const { status, data, errors } = await gateway.ask('{ books { id } }', bearer('a.b.c'));
    expect({ status, data }).toEqual({ status: 401, data: null });
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED', requestId: expect.any(String) });
  });
});

describe('introspection', () => {
  test('in demo mode it shows what clients see and nothing of federation', async () => {
    const { data, errors } = await gateway.ask(getIntrospectionQuery());
    expect(errors).toEqual([]);
    const text = JSON.stringify(data);
    expect(text).toContain('"borrower"');
    expect(text).not.toMatch(/join__|_entities|_Service|requiresScopes/);
  });
});

test.each([
  ['an answer that does not say so', '{ books { id } }', 'GET', 'no-store'],
  ['an answer to a POST', '{ opensOn }', 'POST', 'no-store'],
  ['an answer with errors', '{ opensOn broken }', 'GET', 'no-store'],
  ['a refusal', '{ nothing }', 'GET', 'no-store'],
])('%s is kept by nobody', async (_, query, method, expected) => {
  const { headers } = await askBy(method, query);
  expect(headers.get('cache-control')).toBe(expected);
});

test('an answer that may be kept is kept by who asked alone', async () => {
  const { headers } = await askBy('GET', '{ opensOn }');
  expect(headers.get('cache-control')).toBe('private, max-age=60');
  expect(headers.get('vary')).toContain('authorization, x-api-key');
});

function askBy(method: string, query: string): Promise<Response> {
  const headers = { 'apollo-require-preflight': '1', 'content-type': 'application/json' };
  if (method === 'GET') return fetch(`${gateway.url}/graphql?${new URLSearchParams({ query })}`, { headers });
  return fetch(`${gateway.url}/graphql`, { method, headers, body: JSON.stringify({ query }) });
}

test('close lets the request under way finish and takes no other', async () => {
  const other = await startToyGateway();
  let release = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    other.world.hold = async () => {
      resolve();
      return new Promise((go) => (release = go));
    };
  });
  const answer = other.ask('{ best { stars } }');
  await reached;
  const closed = other.close();
  release();
  expect(await answer).toMatchObject({ status: 200, data: { best: { stars: 4 } }, errors: [] });
  await closed;
  await expect(other.ask('{ books { id } }')).rejects.toThrow('fetch failed');
});
