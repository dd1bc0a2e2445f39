/** Partial by contract: whichever subgraph is down, every field of the others still answers. */
import { beforeAll, expect, test } from '@jest/globals';
import { buildSchema, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { HubError } from '../../src/errors.js';
import type { Subgraph } from '../../src/federation/build-subgraph.js';
import { composeSupergraph } from '../../src/federation/compose.js';
import { makeHubExecutor } from '../../src/federation/execution/hub-executor.js';
import { makeLocalTransport } from '../../src/federation/local-transport.js';
import type { SubgraphTransport } from '../../src/federation/plan-executor.js';
import { objectNodes } from '../../src/federation/sdl-reading.js';
import { collapseErrors } from '../../src/gateway/collapse-errors.js';
import { findHubError } from '../../src/gateway/error-body.js';
import { buildSubgraphs, makeContext } from './test-graph.js';

/** Something of every subgraph: at the top, and below an entity of another. */
const query = `{
  dossier(code: "000.01-0001") { id code status receivingAgency { code name level } documents(first: 1) { totalCount }
    custody { epoch holder { code name } } }
  agency(code: "X1") { code name dossiers(first: 1) { totalCount } documents(direction: SENT, first: 1) { totalCount } }
  officeCoverage(asOf: "2018-06-30") { level }
  sources { name }
  checkpoint { size }
}`;

let subgraphs: Subgraph[];
beforeAll(async () => {
  subgraphs = await buildSubgraphs();
});

async function askWithout(dead: string | null) {
  const { supergraphSdl, apiSdl } = composeSupergraph(subgraphs);
  const local = makeLocalTransport(subgraphs);
  const transport: SubgraphTransport = async (name, request) => {
    if (name !== dead) return local(name, request);
    throw new HubError('SOURCE_UNAVAILABLE', `${name} did not answer`, { source: name });
  };
  const executor = makeHubExecutor({ supergraphSdl, apiSchema: buildSchema(apiSdl), transport });
  const signal = new AbortController().signal;
  const request = { document: parse(query), variables: {}, operationName: null, signal };
  const { data, errors = [] } = await executor.execute({ ...request, context: makeContext().context });
  return { data: data as Record<string, unknown>, errors: collapseErrors(errors) };
}

/** Coordinates that only this subgraph answers. */
function ownedBy(name: string): ReadonlySet<string> {
  const fieldsOf = (sdl: string): string[] =>
    objectNodes(parse(sdl)).flatMap((node) =>
      (node.fields ?? []).map((field) => `${node.name.value}.${field.name.value}`),
    );
  const others = new Set(
    subgraphs.filter((one) => one.name !== name).flatMap(({ typeDefs }) => fieldsOf(typeDefs)),
  );
  const own = subgraphs.filter((one) => one.name === name).flatMap(({ typeDefs }) => fieldsOf(typeDefs));
  return new Set(own.filter((coordinate) => !others.has(coordinate)));
}

/** The full answer without what a subgraph owns: null in its place, everything else as it was. */
function without(dead: string, full: unknown): unknown {
  const owned = ownedBy(dead);
  const { apiSdl } = composeSupergraph(subgraphs);
  const info = new TypeInfo(buildSchema(apiSdl));
  const gone: string[] = [];
  const path: string[] = [];
  visit(
    parse(query),
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          path.push(node.name.value);
          if (owned.has(`${info.getParentType()?.name ?? ''}.${node.name.value}`)) gone.push(path.join('.'));
        },
        leave: () => void path.pop(),
      },
    }),
  );
  const prune = (value: unknown, at: string): unknown => {
    if (gone.includes(at)) return null;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).map(([key, part]) => [
      key,
      prune(part, at === '' ? key : `${at}.${key}`),
    ]);
    return Object.fromEntries(entries) as unknown;
  };
  return prune(full, '');
}

test.each(['directory', 'exchange', 'office', 'onestop', 'operations'])('with %s down', async (dead) => {
  const full = await askWithout(null);
  const { data, errors } = await askWithout(dead);
  const expected = without(dead, full.data);
  expect(expected).not.toEqual(full.data);
  expect(data).toEqual(expected);
  const down = errors.filter((error) => findHubError(error)?.source === dead);
  expect(down.map((error) => findHubError(error)?.code)).toEqual(['SOURCE_UNAVAILABLE']);
});

test('every subgraph was down once', () => {
  expect(subgraphs.map(({ name }) => name)).toEqual([
    'directory',
    'exchange',
    'office',
    'onestop',
    'operations',
  ]);
});
