/** Operations made to hurt, over HTTP: each gets a clear refusal, and the gateway answers the next one. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let gateway: ToyGateway;
beforeAll(async () => {
  gateway = await startToyGateway();
});
afterAll(() => gateway.close());

const repeat = (count: number, one: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(' ');

test.each<[string, string, RegExp]>([
  [
    'so deep that no parser gets to its end',
    `{ ${'best { '.repeat(3_200)} id ${'}'.repeat(3_200)} }`,
    /deep|depth/i,
  ],
  ['wide', `{ ${repeat(4_000, () => 'best { id }')} }`, /token/i],
  ['a flood of aliases', `{ ${repeat(500, (n) => `a${n}: best { id }`)} }`, /aliases/],
  ['a flood of directives', `{ best { ${repeat(100, () => 'id @include(if: true)')} } }`, /directives/i],
  [
    'fragments in a ring',
    '{ best { ...A } } fragment A on Book { id ...B } fragment B on Book { id ...A }',
    /Cannot spread/,
  ],
  [
    'fragments that double',
    `{ best { ...F0 } } ${repeat(40, (n) => `fragment F${n} on Book { ...F${n + 1} ...F${n + 1} }`)} fragment F40 on Book { id }`,
    /cost|recursive|selections/i,
  ],
  ['entities from outside', '{ _entities(representations: []) { __typename } }', /_entities/],
])('%s', async (_, query, message) => {
  const { status, data, errors } = await gateway.ask(query);
  expect(status).toBeLessThan(500);
  expect([data, errors[0]?.message]).toEqual([null, expect.stringMatching(message)]);
  expect((await gateway.ask('{ best { id } }')).errors).toEqual([]);
});

test('a comment without end is read over', async () => {
  expect((await gateway.ask(`{ best { id } } # ${'x'.repeat(400_000)}`)).errors).toEqual([]);
});

test('a body too large is refused before it is read', async () => {
  const { status } = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `{ best { id } } # ${'x'.repeat(1_000_000)}` }),
  });
  expect(status).toBe(413);
});
