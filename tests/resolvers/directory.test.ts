import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import type { HubContext } from '../../src/resolvers/context.js';
import { askSubgraph, buildSubgraphs, makeContext, makePrincipal, type Answer } from './test-graph.js';

let schemas: Map<string, GraphQLSchema>;
beforeAll(async () => {
  schemas = new Map((await buildSubgraphs()).map(({ name, schema }) => [name, schema]));
});

function ask(
  query: string,
  context: HubContext = makeContext().context,
  subgraph = 'directory',
): Promise<Answer> {
  const schema = schemas.get(subgraph);
  if (schema === undefined) throw new Error(`no subgraph ${subgraph}`);
  return askSubgraph(schema, { query, context });
}

describe('agencies', () => {
  test('an agency shows every field of its record', async () => {
    const { data, errors } = await ask(
      `{ agency(code: "X1") { code name level unit { id } parent { code parent { code parent { code } } } onestopPilot
         validFrom validTo provenance { source key version runId fetchedAt pageHash staleSince } } }`,
    );
    expect(errors).toEqual([]);
    expect(data?.['agency']).toEqual({
      code: 'X1',
      name: 'UBND xã Đông',
      level: 'COMMUNE',
      unit: { id: '12001@2004-01-01' },
      parent: { code: 'H1', parent: { code: 'S1', parent: null } },
      onestopPilot: false,
      validFrom: null,
      validTo: '2025-06-30',
      provenance: {
        source: 'onestop',
        key: 'key-of-X1',
        version: '20180601000000',
        runId: 'run-1',
        fetchedAt: '2018-06-30T10:00:00+07:00',
        pageHash: 'a'.repeat(64),
        staleSince: '2018-06-29T10:00:00+07:00',
      },
    });
  });

  test('an unknown code is null without an error', async () => {
    expect(await ask('{ agency(code: "nobody") { code } }')).toEqual({ data: { agency: null }, errors: [] });
  });

  test.each([
    ['agencies', '{ list: agencies { nodes { code } } }', ['H1', 'S1', 'X1']],
    [
      'agencies as of a day after one ended',
      '{ list: agencies(asOf: "2025-07-01") { nodes { code } } }',
      ['H1', 'S1'],
    ],
    ['units of today', '{ list: administrativeUnits { nodes { code } } }', ['12001', '12002', '33', '330']],
    [
      'units as of a day',
      '{ list: administrativeUnits(asOf: "2025-07-01") { nodes { code } } }',
      ['12001', '33'],
    ],
  ])('lists %s by code', async (_, query, codes) => {
    const { data, errors } = await ask(query);
    expect(errors).toEqual([]);
    expect(data?.['list']).toEqual({ nodes: codes.map((code) => ({ code })) });
  });

  test('a pilot is one from its first day', async () => {
    const { data } = await ask(
      '{ agency(code: "S1") { before: onestopPilot(asOf: "2017-12-31") on: onestopPilot(asOf: "2018-01-01") } }',
    );
    expect(data?.['agency']).toEqual({ before: false, on: true });
  });

  test('a cursor of another list is refused, naming after', async () => {
    const { data } = await ask('{ agencies(first: 1) { pageInfo { endCursor } } }');
    const { endCursor } = (data?.['agencies'] as { pageInfo: { endCursor: string } }).pageInfo;
    const { errors } = await ask(`{ administrativeUnits(after: "${endCursor}") { totalCount } }`);
    expect(errors).toMatchObject([{ code: 'BAD_INPUT', message: expect.stringMatching(/^after: /) }]);
  });
});

describe('administrative units', () => {
  test.each([
    [
      'today',
      '{ unit: administrativeUnit(code: "12001") { id } }',
      '2018-06-15T12:00:00+07:00',
      '12001@2004-01-01',
    ],
    [
      'today, later',
      '{ unit: administrativeUnit(code: "12001") { id } }',
      '2026-01-01T12:00:00+07:00',
      '12001@2025-07-01',
    ],
    [
      'today by local time',
      '{ unit: administrativeUnit(code: "12001") { id } }',
      '2025-06-30T17:00:00Z',
      '12001@2025-07-01',
    ],
    [
      'its last period',
      '{ unit: administrativeUnit(code: "330") { id } }',
      '2026-01-01T12:00:00+07:00',
      '330@2004-01-01',
    ],
  ])('without a day a code stands for %s', async (_, query, now, id) => {
    expect(await ask(query, makeContext(null, { now }).context)).toEqual({
      data: { unit: { id } },
      errors: [],
    });
  });

  test('on a day when nobody bore the code there is none', async () => {
    const { data, errors } = await ask('{ administrativeUnit(code: "330", asOf: "2026-01-01") { id } }');
    expect({ data, errors }).toEqual({ data: { administrativeUnit: null }, errors: [] });
  });

  test('of a day is also told as it was known at a moment, and a moment to come is refused', async () => {
    const { context } = makeContext();
    const asked: unknown[] = [];
    const findAsOf = (ids: readonly string[], at: Date): Promise<unknown> => {
      asked.push([ids, at.toISOString()]);
      const row = context.listings.administrativeUnit.get(ids[0] ?? '');
      return Promise.resolve([{ ...row, content: { ...row?.content, name: 'Tên cũ' } }]);
    };
    const histories = { administrativeUnit: { findAsOf } } as unknown as HubContext['histories'];
    const query = (knownAt: string): string =>
      `{ unit: administrativeUnit(code: "12001", asOf: "2018-06-01", knownAt: "${knownAt}") { id name parent { id } } }`;
    const { data, errors } = await ask(query('2018-06-02T00:00:00Z'), { ...context, histories });
    expect(errors).toEqual([]);
    expect(data?.['unit']).toMatchObject({ id: '12001@2004-01-01', name: 'Tên cũ' });
    expect(asked).toEqual([[['12001@2004-01-01'], '2018-06-02T00:00:00.000Z']]);
    const refused = await ask(query('2999-01-01T00:00:00Z'), { ...context, histories });
    expect(refused.errors[0]).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/^knownAt: /),
    });
  });
});

describe('calendarDay', () => {
  test('says why a day is off', async () => {
    const { data } = await ask('{ calendarDay(on: "2018-09-02") { on working reason calendarVersion } }');
    expect(data?.['calendarDay']).toMatchObject({
      on: '2018-09-02',
      working: false,
      reason: expect.any(String),
    });
  });

  test('of a year the calendar does not know is an error naming it', async () => {
    const { data, errors } = await ask('{ calendarDay(on: "2050-01-01") { working } }');
    expect(data).toEqual({ calendarDay: null });
    expect(errors).toMatchObject([{ code: 'BAD_INPUT', message: expect.stringContaining('2050') }]);
  });
});

describe('the caller', () => {
  test('is null without token or key', async () => {
    expect(await ask('{ me { id } }')).toEqual({ data: { me: null }, errors: [] });
  });

  test('is found by their own id, and nobody by another', async () => {
    const query = `{ _entities(representations: [{ __typename: "Caller", id: "sub-1" }, { __typename: "Caller", id: "sub-2" }])
      { ... on Caller { id fullName } } }`;
    const { data } = await ask(query, makeContext(makePrincipal()).context);
    expect(data?.['_entities']).toEqual([{ id: 'sub-1', fullName: 'Người Gọi Thử' }, null]);
  });
});

describe('sources', () => {
  test('are listed, and one is found by its name or null', async () => {
    const query = `{ sources { name title state lastSuccessAt staleSince streams { name } }
      known: source(name: "onestop") { name } unknown: source(name: "?") { name }
      _entities(representations: [{ __typename: "Source", name: "onestop" }]) { ... on Source { title } } }`;
    const { context, calls } = makeContext();
    const { data, errors } = await ask(query, context, 'operations');
    expect(errors).toEqual([]);
    expect(data).toEqual({
      sources: [
        {
          name: 'onestop',
          title: 'Một cửa',
          state: 'STALE',
          lastSuccessAt: '2018-06-29T10:00:00+07:00',
          staleSince: '2018-06-29T10:00:00+07:00',
          streams: [],
        },
      ],
      known: { name: 'onestop' },
      unknown: null,
      _entities: [{ title: 'Một cửa' }],
    });
    expect(calls.sources).toBe(1);
  });
});
