import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import type { HubContext } from '../../src/resolvers/context.js';
import { askSubgraph, buildSubgraphs, makeContext, makePrincipal, type Answer } from './test-graph.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  const onestop = (await buildSubgraphs()).find(({ name }) => name === 'onestop');
  if (onestop !== undefined) ({ schema } = onestop);
});

const ask = (query: string, context: HubContext = makeContext().context): Promise<Answer> =>
  askSubgraph(schema, { query, context });

const askEntity = (reference: string, fields: string, context: HubContext): Promise<Answer> =>
  ask(`{ _entities(representations: [${reference}]) { ${fields} } }`, context);

describe('a list of dossiers', () => {
  test('asks the store once for a page, whatever is nested in it', async () => {
    const { context, calls } = makeContext();
    const { data, errors } = await ask(
      `{ dossiers(filter: { status: PROCESSING }, first: 20) { totalCount nodes { code } edges { cursor node {
           id code codes { value } procedure { name agency { code } } receivingAgency { code } custody { holder { code } }
           pauses { requestedAt } legalDueAt outcome(rule: BY_DATE) provenance { staleSince } } } pageInfo { hasNextPage } } }`,
      context,
    );
    expect(errors).toEqual([]);
    expect(data?.['dossiers']).toMatchObject({ totalCount: 22, pageInfo: { hasNextPage: true } });
    expect(calls.findByIds.map(({ length }) => length)).toEqual([20]);
    expect(calls.findIdsByCodes).toEqual([]);
    expect(calls.sources).toBe(1);
  });

  test('asks the store nothing for totals and cursors', async () => {
    const { context, calls } = makeContext();
    const { errors } = await ask(
      '{ dossiers { totalCount edges { cursor } pageInfo { endCursor } } }',
      context,
    );
    expect(errors).toEqual([]);
    expect(calls.findByIds).toEqual([]);
  });

  test('of several agencies asks the store once for all of them', async () => {
    const { context, calls } = makeContext();
    const agencies = ['X1', 'H1', 'GONE']
      .map((code) => `{ __typename: "Agency", code: "${code}" }`)
      .join(', ');
    const { data } = await askEntity(
      agencies,
      '... on Agency { code dossiers { totalCount nodes { id } } }',
      context,
    );
    expect(data?.['_entities']).toMatchObject([
      { dossiers: { totalCount: 23 } },
      { dossiers: { totalCount: 0 } },
      { dossiers: { totalCount: 1, nodes: [{ id: 'foreign' }] } },
    ]);
    expect(calls.findByIds).toHaveLength(1);
  });

  test('of an agency stays its own whatever agency the filter names', async () => {
    const fields = `... on Agency { all: dossiers { totalCount } own: dossiers(filter: { agency: ["X1", "S1"] }) { totalCount }
      other: dossiers(filter: { agency: "S1" }) { totalCount } held: dossiers(filter: { holder: "H1" }) { totalCount } }`;
    const { data } = await askEntity('{ __typename: "Agency", code: "X1" }', fields, makeContext().context);
    expect(data?.['_entities']).toEqual([
      { all: { totalCount: 23 }, own: { totalCount: 23 }, other: { totalCount: 0 }, held: { totalCount: 1 } },
    ]);
  });

  test.each([
    ['first', '{ dossiers(first: 100000) { totalCount } }', /^first: expected 1 to 200/],
    ['after', '{ dossiers(after: "bad") { totalCount } }', /^after: expected a cursor/],
    ['code', '{ dossiers(filter: { code: ["ok-1", "??"] }) { totalCount } }', /^code: expected 1 to 50/],
  ])('refuses a wrong %s, naming it', async (_, query, message) => {
    const { errors } = await ask(query);
    expect(errors).toEqual([
      { code: 'BAD_INPUT', message: expect.stringMatching(message), path: 'dossiers' },
    ]);
  });

  test.each([
    ['no caller', null, 'UNAUTHENTICATED', /^text: .*dossier:personal.*authorization: Bearer/],
    ['a caller without the scope', makePrincipal(), 'FORBIDDEN', /^text: .*dossier:personal/],
    [
      'a text too long',
      makePrincipal({ scopes: ['dossier:personal'] }),
      'BAD_INPUT',
      /^text: expected at most 200/,
    ],
  ])('searched by text with %s is refused, saying what to do', async (_, principal, code, message) => {
    const query = `{ dossiers(filter: { text: "${'a'.repeat(201)}" }) { totalCount } }`;
    const { errors } = await ask(query, makeContext(principal).context);
    expect(errors).toEqual([{ code, message: expect.stringMatching(message), path: 'dossiers' }]);
  });

  test('nulls itself and says so when the store fails, and keeps its total', async () => {
    const { context } = makeContext(null, { store: { findByIds: () => Promise.reject(new Error('gone')) } });
    const { data, errors } = await ask(
      '{ a: dossiers(first: 1) { nodes { id } } b: dossiers { totalCount } }',
      context,
    );
    expect(data).toEqual({ a: null, b: { totalCount: 24 } });
    expect(errors).toEqual([expect.objectContaining({ code: 'INTERNAL', path: 'a.nodes.0' })]);
  });

  test('says so when a listed dossier cannot be read', async () => {
    const { context } = makeContext(null, { store: { findByIds: async () => [] } });
    const { errors } = await ask('{ dossiers(first: 1) { edges { node { id } } } }', context);
    expect(errors).toEqual([
      {
        code: 'INTERNAL',
        message: expect.stringContaining('is listed and cannot be read'),
        path: 'dossiers.edges.0.node',
      },
    ]);
  });
});
