import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import { startAuditRouter } from '../../src/app.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import type { RunningServer } from '../../src/gateway/listen.js';
import { makeLogger } from '../../src/logger.js';
import { makeToySubgraphs } from '../federation/toy-graph.js';

const log = makeLogger('test', 'silent');
let servers: Server[];
let router: RunningServer;
let supergraphSdl: string;

beforeAll(async () => {
  const subgraphs = makeToySubgraphs({ reviews: 'up', references: [] });
  servers = subgraphs.map(({ schema }) =>
    createServer((request, reply) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        const { query, variables } = JSON.parse(body) as {
          query: string;
          variables: Record<string, unknown>;
        };
        const answering = execute({ schema, document: parse(query), variableValues: variables });
        void Promise.resolve(answering).then((answer) => reply.end(JSON.stringify(answer)));
      });
    }),
  );
  await Promise.all(
    servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))),
  );
  const urls = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  supergraphSdl = subgraphs.reduce(
    (sdl, { name }, index) =>
      sdl.replace(`name: "${name}", url: ""`, `name: "${name}", url: "${urls[index] ?? ''}"`),
    composeSupergraph(subgraphs).supergraphSdl,
  );
  router = await startAuditRouter({ supergraphSdl, host: '127.0.0.1', port: 0, log });
});

afterAll(async () => {
  await router.close();
  for (const server of servers) server.close();
});

async function ask(query: string) {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${router.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  return (await reply.json()) as { data?: unknown; errors?: { message: string }[] };
}

test('a supergraph from elsewhere is answered from its subgraphs', async () => {
  expect(await ask('{ b: book(id: 1) { t: title stars } }')).toEqual({
    data: { b: { t: 'Số đỏ', stars: 4 } },
  });
});

test('it is introspected as clients see it', async () => {
  const { data } = await ask(
    '{ __type(name: "Book") { fields { name } } join: __type(name: "join__Graph") { name } }',
  );
  expect(data).toEqual({
    __type: { fields: ['borrower', 'id', 'notes', 'reviews', 'stars', 'title'].map((name) => ({ name })) },
    join: null,
  });
});

test('errors of subgraphs are errors, without their text', async () => {
  const { data, errors } = await ask('{ broken book(id: 1) { id } }');
  expect(data).toEqual({ broken: null, book: { id: '1' } });
  expect(errors).toHaveLength(1);
  expect(JSON.stringify(errors)).not.toContain('password');
});

test('a subgraph without an address is refused by its name', async () => {
  const nowhere = supergraphSdl.replace(/url: "http[^"]*"/, 'url: ""');
  await expect(startAuditRouter({ supergraphSdl: nowhere, host: '127.0.0.1', port: 0, log })).rejects.toThrow(
    'subgraph library: expected join__graph with an http address',
  );
});
