import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { HubError } from '../../src/errors.js';
import type { Client } from '../../src/gateway/request-context.js';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let gateway: ToyGateway;
let counted: Client[] = [];
beforeAll(async () => {
  gateway = await startToyGateway({
    countRequest: (client) => {
      counted.push(client);
      if (counted.length <= 2) return Promise.resolve();
      return Promise.reject(new HubError('RATE_LIMITED', 'too many requests', { retryAfterMs: 1500 }));
    },
  });
});
afterAll(() => gateway.close());

test('every request is counted as its caller’s; too many are answered 429 with the seconds to wait', async () => {
  counted = [];
  const token = gateway.tokens.citizen;
  expect((await gateway.ask('{ best { id } }')).status).toBe(200);
  expect(
    (await gateway.ask('{ best { id } }', { headers: { authorization: `Bearer ${token}` } })).status,
  ).toBe(200);
  const { status, headers, errors } = await gateway.ask('{ best { id } }');
  expect([status, headers.get('retry-after')]).toEqual([429, '2']);
  expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['RATE_LIMITED']);
  expect(counted.map(({ principal, ip }) => [principal?.kind, ip])).toEqual([
    [undefined, '127.0.0.1'],
    ['CITIZEN', '127.0.0.1'],
    [undefined, '127.0.0.1'],
  ]);
});
