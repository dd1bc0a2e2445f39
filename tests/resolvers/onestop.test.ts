import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import type { HubContext } from '../../src/resolvers/context.js';
import { makeDossier } from '../lists/sample-records.js';
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

describe('dossier', () => {
  test.each([
    ['its current code', 'code: "H31.33-180305-0001"'],
    ['a former code', 'code: "000.01-0001"'],
    ['its id', 'id: "tracked"'],
  ])('is found by %s', async (_, key) => {
    expect(await ask(`{ dossier(${key}) { id } }`)).toEqual({
      data: { dossier: { id: 'tracked' } },
      errors: [],
    });
  });

  test.each([
    ['code', 'code: "000.99-9999"'],
    ['id', 'id: "nobody"'],
  ])('is null without an error for an unknown %s', async (_, key) => {
    expect(await ask(`{ dossier(${key}) { id } }`)).toEqual({ data: { dossier: null }, errors: [] });
  });

  test.each([
    ['no key', '{ dossier { id } }', /^code, id: expected exactly one of the two, got none/],
    ['both keys', '{ dossier(code: "a", id: "b") { id } }', /^code, id: .* got both/],
    ['null for both', '{ dossier(code: null, id: null) { id } }', /^code, id: .* got none/],
    ['an empty code', '{ dossier(code: "") { id } }', /^code: expected 1 to 50/],
    ['a code too long', `{ dossier(code: "${'1'.repeat(51)}") { id } }`, /^code: expected 1 to 50/],
    ['a code with strange characters', '{ dossier(code: "a b;$") { id } }', /^code: expected 1 to 50/],
  ])('refuses %s, naming the argument', async (_, query, message) => {
    const { context, calls } = makeContext();
    expect(await ask(query, context)).toEqual({
      data: { dossier: null },
      errors: [{ code: 'BAD_INPUT', message: expect.stringMatching(message), path: 'dossier' }],
    });
    expect(calls.findIdsByCodes).toEqual([]);
  });

  test('shows codes that are in no list as they came, beside null, and a procedure nobody knows by its code', async () => {
    const fields = `code status statusCode channel procedure { code name provenance { key } } receivingAgency { code }
      legalDueAt dueAt outcome(rule: BY_DATE)`;
    const { data, errors } = await ask(`{ dossier(id: "foreign") { ${fields} } }`);
    expect(errors).toEqual([]);
    expect(data?.['dossier']).toEqual({
      code: null,
      status: null,
      statusCode: 42,
      channel: null,
      procedure: { code: 'GONE', name: null, provenance: null },
      receivingAgency: { code: 'GONE' },
      legalDueAt: null,
      dueAt: null,
      outcome: 'NOT_COUNTED',
    });
  });

  test('has no legal due date in a year the calendar does not know, says so, and keeps its other fields', async () => {
    const received = makeDossier('late', { receivedAt: new Date('2050-03-01T08:00:00+07:00') });
    const { context } = makeContext(null, { store: { findByIds: async () => [received] } });
    const { data, errors } = await ask('{ dossier(id: "late") { code legalDueAt } }', context);
    expect(data).toEqual({ dossier: { code: 'CODE-late', legalDueAt: null } });
    expect(errors).toEqual([
      { code: 'BAD_INPUT', message: expect.stringContaining('2050'), path: 'dossier.legalDueAt' },
    ]);
  });

  test('is judged at the moment asked for, else at the moment of the request', async () => {
    const { data } = await ask(`{ dossier(id: "tracked") {
      now: outcome(rule: BY_DATE) minute: outcome(rule: BY_MINUTE) then: outcome(rule: BY_DATE, at: "2018-03-10T00:00:00Z")
    } }`);
    expect(data?.['dossier']).toEqual({ now: 'ON_TIME', minute: 'EARLY', then: 'OPEN_IN_TIME' });
  });

  test("shows the applicant's name to callers with the scope only, the rest to everybody", async () => {
    const query = '{ dossier(id: "tracked") { applicantName subject } }';
    const officer = makeContext(makePrincipal({ scopes: ['dossier:personal'] })).context;
    const shown = { applicantName: 'Nguyễn Văn Thử', subject: 'Khai sinh cho con' };
    expect(await ask(query, officer)).toEqual({ data: { dossier: shown }, errors: [] });
    expect(await ask(query)).toEqual({
      data: { dossier: { ...shown, applicantName: null } },
      errors: [expect.objectContaining({ code: 'UNAUTHENTICATED', path: 'dossier.applicantName' })],
    });
  });
});

test('dossiers and procedures are found by their keys, unknown ones are null', async () => {
  const references = [
    '{ __typename: "Dossier", id: "q01" }',
    '{ __typename: "Dossier", id: "nobody" }',
    '{ __typename: "Procedure", code: "P1" }',
    '{ __typename: "Procedure", code: "GONE" }',
  ];
  const fields = '... on Dossier { code } ... on Procedure { name }';
  const { data, errors } = await askEntity(references.join(', '), fields, makeContext().context);
  expect(errors).toEqual([]);
  expect(data).toEqual({ _entities: [{ code: 'CODE-q01' }, null, { name: 'Khai sinh' }, null] });
});

describe('what the one-stop adds', () => {
  test('to a caller: nothing of anybody else', async () => {
    const fields = '... on Caller { dossiers { totalCount } }';
    const other = makeContext(makePrincipal({ sub: 'sub-2', citizenId: 'cit_1' })).context;
    const own = makeContext(makePrincipal({ citizenId: 'cit_1' })).context;
    const reference = '{ __typename: "Caller", id: "sub-1" }';
    expect((await askEntity(reference, fields, own)).data).toEqual({
      _entities: [{ dossiers: { totalCount: 1 } }],
    });
    expect((await askEntity(reference, fields, other)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await askEntity(reference, fields, makeContext().context)).errors).toMatchObject([
      { code: 'UNAUTHENTICATED' },
    ]);
  });

  test('to an agency: its procedures and those of its level', async () => {
    const fields =
      '... on Agency { procedures { nodes { code agency { code } timeLimit { amount unit } } } }';
    const references = ['S1', 'X1'].map((code) => `{ __typename: "Agency", code: "${code}" }`).join(', ');
    const { data } = await askEntity(references, fields, makeContext().context);
    expect(data?.['_entities']).toEqual([
      { procedures: { nodes: [{ code: 'P2', agency: { code: 'S1' }, timeLimit: null }] } },
      {
        procedures: { nodes: [{ code: 'P1', agency: null, timeLimit: { amount: 5, unit: 'WORKING_DAYS' } }] },
      },
    ]);
  });

  test('to a unit: counts under the rule asked for; a period that ends before it begins is refused', async () => {
    const unit = '{ __typename: "AdministrativeUnit", id: "330@2004-01-01" }';
    const ofPeriod = (period: string): string =>
      `... on AdministrativeUnit { dossierCounts(period: ${period}, rule: BY_MINUTE) { received early rule } }`;
    const counted = await askEntity(
      unit,
      ofPeriod('{ from: "2018-03-01", to: "2018-03-31" }'),
      makeContext().context,
    );
    expect(counted.data).toEqual({
      _entities: [{ dossierCounts: { received: 1, early: 1, rule: 'BY_MINUTE' } }],
    });
    const refused = await askEntity(
      unit,
      ofPeriod('{ from: "2018-04-01", to: "2018-03-31" }'),
      makeContext().context,
    );
    expect(refused.errors).toMatchObject([
      { code: 'BAD_INPUT', message: expect.stringMatching(/^period: /) },
    ]);
  });
});
