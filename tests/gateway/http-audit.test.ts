/** The gateway before the audit of GraphQL over HTTP: every MUST and every SHOULD of the draft. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let gateway: ToyGateway;
beforeAll(async () => {
  gateway = await startToyGateway();
});
afterAll(() => gateway.close());

const audits = serverAudits({ url: () => `${gateway.url}/graphql`, fetchFn: fetch });

/** What may be done besides is left: an operation by GET needs a header no form can send. */
const strict = audits.filter(({ name }) => /^(MUST|SHOULD)/.test(name));

test('the audit asks what it always asked', () => {
  const count = (word: string): number => strict.filter(({ name }) => name.startsWith(word)).length;
  expect({ must: count('MUST'), should: count('SHOULD') }).toEqual({ must: 13, should: 23 });
});

test.each(strict.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_, audit) => {
  expect(await audit.fn()).toMatchObject({ status: 'ok' });
});
