/** Several operations in one request. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../../src/gateway/request-context.js';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let gateway: ToyGateway;
const counted: Client[] = [];
beforeAll(async () => {
  gateway = await startToyGateway({
    countRequest(client) {
      counted.push(client);
      return Promise.resolve();
    },
  });
});
afterAll(() => gateway.close());

async function post(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as unknown };
}

test('each is answered by itself, in order, and counted by itself', async () => {
  counted.length = 0;
  const operations = [
    { query: 'query A($id: ID!) { book(id: $id) { title } }', variables: { id: '2' } },
    { query: '{ nothing }' },
    { query: 'mutation { rename(id: "1", title: "x") { title } }' },
    7,
  ];
  const { status, answer } = await post(operations, { 'x-request-id': 'batch-0001' });
  expect(status).toBe(200);
  expect(answer).toEqual([
    { data: { book: { title: 'Chí Phèo' } } },
    { errors: [expect.objectContaining({ extensions: { code: 'BAD_INPUT', requestId: 'batch-0001' } })] },
    { data: { rename: { title: 'x' } } },
    { errors: [expect.objectContaining({ extensions: { code: 'BAD_INPUT', requestId: 'batch-0001' } })] },
  ]);
  expect(counted.length).toBeGreaterThanOrEqual(3);
});

test('who asks is asked for each: a wrong token refuses all of them', async () => {
  const { status, answer } = await post([{ query: '{ best { id } }' }, { query: '{ best { id } }' }], {
    authorization: 'Bearer nonsense',
  });
  expect(status).toBe(401);
  expect(answer).toMatchObject([
    { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
  ]);
});

test.each([0, 11, 5000])('a batch of %s is refused whole', async (length) => {
  counted.length = 0;
  const { status, answer } = await post(Array.from({ length }, () => ({ query: '{ best { id } }' })));
  expect(status).toBe(400);
  expect(answer).toMatchObject({ errors: [{ message: expect.stringContaining(`got ${length}`) }] });
  expect(counted).toEqual([]);
});
