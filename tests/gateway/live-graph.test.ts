/** Another graph takes the place of the one that is served: what is under way goes on with the old one, and a faulty one is not taken. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { startRenewal, type Renewal } from '../../src/app/renew-graph.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { makeHubExecutor } from '../../src/federation/execution/hub-executor.js';
import type { SubgraphTransport } from '../../src/federation/plan-executor.js';
import { readSubgraphSdl } from '../../src/federation/read-subgraph-sdl.js';
import { followBounded } from '../../src/gateway/bounded-feed.js';
import { makeLogger } from '../../src/logger.js';
import { until } from '../processes/hub-settings.js';
import { startToyGateway, type ToyGateway } from './toy-gateway.js';

let folder: string;
let gateway: ToyGateway;
let renewal: Renewal;
let answered: Record<string, unknown> = {};
let lend = (_: string): void => undefined;

const write = (sdl: string) => writeFile(join(folder, 'shelf.graphql'), sdl);
const ask = (query: string) => gateway.ask(query);

/** Whatever the files say, answered by the test. */
async function makeGraph() {
  const { supergraphSdl, apiSdl } = composeSupergraph(await readSubgraphSdl(folder));
  const told = { ...answered };
  const transport: SubgraphTransport = () => Promise.resolve({ data: { ...told } });
  const apiSchema = buildSchema(apiSdl);
  return { executor: makeHubExecutor({ supergraphSdl, apiSchema, transport }), apiSchema, supergraphSdl };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-graph-'));
  await write('type Query { "A." a: Int }');
  gateway = await startToyGateway({
    feeds: {
      told: {
        query: 'told',
        argument: 'id',
        follow: (_, signal) =>
          followBounded<string>(
            (take) => {
              lend = take;
              return () => undefined;
            },
            { signal, most: 10 },
          ),
      },
    },
  });
  const log = makeLogger('test', 'silent');
  const files = [join(folder, 'manifest.json')];
  await writeFile(files[0] ?? '', '{}');
  renewal = await startRenewal({ graph: gateway.graph, makeGraph, folder, files, pollMs: 20, log });
});
afterAll(async () => {
  await renewal.stop();
  await gateway.close();
});

test('a changed file is served, and the graph before it answers what it was asked', async () => {
  let letGo = (): void => undefined;
  gateway.world.hold = () => new Promise((resolve) => (letGo = resolve));
  const underWay = ask('{ best { stars } }');
  await until(
    () => Promise.resolve(gateway.world.references.length),
    (asked) => asked > 0,
  );
  answered = { b: 2 };
  await write('type Query { "A." a: Int "B." b: Int }');
  await until(
    () => ask('{ b }'),
    ({ data }) => data !== null,
  );
  expect((await ask('{ b }')).data).toEqual({ b: 2 });
  expect((await ask('{ best { stars } }')).errors[0]?.message).toContain('Cannot query field "best"');
  letGo();
  expect((await underWay).data).toEqual({ best: { stars: 4 } });
});

test('files that make no graph leave the one before, and say why', async () => {
  expect(renewal.fault()).toBeNull();
  await write('type Query { "A." a: Nothing }');
  await until(
    () => Promise.resolve(renewal.fault()),
    (fault) => fault !== null,
  );
  expect(renewal.fault()).toContain('Nothing');
  expect((await ask('{ b }')).data).toEqual({ b: 2 });
  answered = { c: 3 };
  await write('type Query { "C." c: Int }');
  await until(
    () => ask('{ c }'),
    ({ data }) => data !== null,
  );
  expect(renewal.fault()).toBeNull();
});

test('a manifest that changed is taken with a new graph, also by itself', async () => {
  answered = { c: 4 };
  await writeFile(join(folder, 'manifest.json'), '{ }');
  await until(
    () => ask('{ c }'),
    ({ data }) => (data as { c: number }).c === 4,
  );
  expect(renewal.fault()).toBeNull();
});

test('a subscription stays with the graph it began with', async () => {
  answered = { told: 7 };
  await write('type Query { "T." told("Id." id: ID): Int } type Subscription { "T." told: Int }');
  await until(
    () => ask('{ told }'),
    ({ data }) => data !== null,
  );
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { told }' }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const read = async (wanted: string) => {
    while (!text.includes(wanted)) text += (await reader?.read())?.value ?? '';
  };
  lend('1');
  await read('{"told":7}');
  answered = { d: 4 };
  await write('type Query { "D." d: Int }');
  await until(
    () => ask('{ d }'),
    ({ data }) => data !== null,
  );
  text = '';
  lend('2');
  await read('{"told":7}');
  expect(text).not.toContain('errors');
  await reader?.cancel();
});
