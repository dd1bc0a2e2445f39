import { afterEach, expect, test } from '@jest/globals';
import { operationLimits } from '../../src/gateway/operation-limits.js';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let gateway: ToyGateway;
afterEach(() => gateway.close());

async function extensionsOf(query: string, show = 'show'): Promise<unknown> {
  const headers = { 'content-type': 'application/json', 'x-operation-size': show };
  const reply = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  return ((await reply.json()) as { extensions?: unknown }).extensions;
}

test('in the demonstration an answer tells who asks for it how large its operation was, fragments and hops too', async () => {
  gateway = await startToyGateway({ mode: 'demo' });
  expect(await extensionsOf('{ b: best { ...T } } fragment T on Book { title }')).toEqual({
    size: { depth: 2, aliases: 1, directives: 0, cost: 1 + 1 + 4 },
    limits: operationLimits,
  });
});

test('who does not ask for it gets data alone', async () => {
  gateway = await startToyGateway({ mode: 'demo' });
  expect(await extensionsOf('{ best { id } }', '')).toBeUndefined();
});

test('an operation that was not run has no size', async () => {
  gateway = await startToyGateway({ mode: 'demo' });
  expect(await extensionsOf('{')).toBeUndefined();
});
