import { expect, test } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import { watchTransport, type FetchSeen } from '../../src/federation/watched-transport.js';
import { untraced } from '../../src/trace.js';

test('tells of every fetch how it went, and changes none', async () => {
  const seen: FetchSeen[] = [];
  const away = new Error('away');
  const watched = watchTransport(
    async (name) => {
      if (name === 'down') throw away;
      return Promise.resolve(
        name === 'half' ? { data: {}, errors: [new GraphQLError('x')] } : { data: { a: 1 } },
      );
    },
    { onFetch: (fetch) => void seen.push(fetch), trace: untraced.trace },
  );
  const request = {
    document: parse('{ a }'),
    variables: {},
    context: {},
    signal: new AbortController().signal,
  };
  expect(await watched('up', request)).toEqual({ data: { a: 1 } });
  expect((await watched('half', request)).errors).toHaveLength(1);
  await expect(watched('down', request)).rejects.toBe(away);
  expect(seen.map(({ subgraph, outcome }) => [subgraph, outcome])).toEqual([
    ['up', 'ok'],
    ['half', 'partial'],
    ['down', 'failed'],
  ]);
  expect(seen.every(({ durationMs }) => durationMs >= 0)).toBe(true);
});
