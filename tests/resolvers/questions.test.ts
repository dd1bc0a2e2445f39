import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSubgraphs, makeAskGraph, makeContext, makePrincipal, type AskGraph } from './test-graph.js';

let ask: AskGraph;
beforeAll(async () => {
  ask = makeAskGraph(await buildSubgraphs());
});
afterAll(() => ask.close());

describe('the whole graph', () => {
  test('answers Track by a former code, with one question for the code and one for the dossier', async () => {
    const { context, calls } = makeContext();
    const answer = await ask(
      `query Track($code: String!) { dossier(code: $code) {
         id code codes { value issuer } status statusCode channel
         procedure { code name level serviceLevel agency { name } }
         receivingAgency { code name level } holder { code name level }
         receivedAt dueAt completedAt returnedAt legalDueAt outcome(rule: BY_DATE)
         custody { holder { name } since epoch } provenance { source key fetchedAt staleSince } } }`,
      { code: '000.01-0001' },
      context,
    );
    expect(answer).toEqual({
      errors: [],
      data: {
        dossier: {
          id: 'tracked',
          code: 'H31.33-180305-0001',
          codes: [
            { value: 'H31.33-180305-0001', issuer: 'portal' },
            { value: '000.01-0001', issuer: 'X1' },
          ],
          status: 'COMPLETED',
          statusCode: 9,
          channel: 'ONLINE',
          procedure: {
            code: 'P1',
            name: 'Khai sinh',
            level: 'COMMUNE',
            serviceLevel: 'LEVEL_3',
            agency: null,
          },
          receivingAgency: { code: 'X1', name: 'UBND xã Đông', level: 'COMMUNE' },
          holder: { code: 'H1', name: 'UBND huyện Thử', level: 'DISTRICT' },
          receivedAt: '2018-03-05T08:00:00+07:00',
          dueAt: '2018-03-14T17:00:00+07:00',
          completedAt: '2018-03-14T16:00:00+07:00',
          returnedAt: null,
          // Five working days from Monday 5 March end on the 12th; two days of waiting move it to the 14th.
          legalDueAt: '2018-03-14T17:00:00+07:00',
          outcome: 'ON_TIME',
          custody: { holder: { name: 'UBND huyện Thử' }, since: '2018-03-06T09:00:00+07:00', epoch: 2 },
          provenance: {
            source: 'onestop',
            key: 'key-of-tracked',
            fetchedAt: '2018-06-30T10:00:00+07:00',
            staleSince: '2018-06-29T10:00:00+07:00',
          },
        },
      },
    });
    expect(calls).toEqual({ findIdsByCodes: [['000.01-0001']], findByIds: [['tracked']], sources: 1 });
  });

  test('answers Desk page by page, most urgent first', async () => {
    const query = `query Desk($agency: ID!, $after: String) { agency(code: $agency) {
      name level unit { code name level parent { name } }
      dossiers(filter: { status: [PROCESSING], dueBefore: "2018-07-02T00:00:00+07:00" }, orderBy: DUE_AT_ASC, first: 20, after: $after) {
        totalCount edges { cursor node { code dueAt outcome(rule: BY_DATE) } } pageInfo { hasNextPage endCursor } } } }`;
    interface Desk {
      agency: {
        dossiers: { totalCount: number; edges: { node: object }[]; pageInfo: { endCursor: string } };
      };
    }
    const { context, calls } = makeContext();
    const first = await ask(query, { agency: 'X1' }, context);
    expect(first.errors).toEqual([]);
    const { agency } = first.data as unknown as Desk;
    expect(agency).toMatchObject({
      name: 'UBND xã Đông',
      level: 'COMMUNE',
      unit: { code: '12001', name: 'Xã Đông', level: 'COMMUNE', parent: { name: 'Huyện Thử' } },
      dossiers: { totalCount: 22, pageInfo: { hasNextPage: true } },
    });
    expect(agency.dossiers.edges).toHaveLength(20);
    expect(agency.dossiers.edges[0]?.node).toEqual({
      code: 'CODE-q01',
      dueAt: '2018-06-01T17:00:00+07:00',
      outcome: 'OPEN_LATE',
    });
    expect(calls.findByIds).toHaveLength(1);

    const after = agency.dossiers.pageInfo.endCursor;
    const second = await ask(query, { agency: 'X1', after }, makeContext().context);
    expect((second.data as unknown as Desk).agency.dossiers).toMatchObject({
      totalCount: 22,
      edges: [
        { node: { code: 'CODE-q21', outcome: 'OPEN_IN_TIME' } },
        { node: { code: 'CODE-q22', outcome: 'OPEN_IN_TIME' } },
      ],
      pageInfo: { hasNextPage: false },
    });
  });

  test.each([
    [
      '2018-06-30',
      {
        id: '12001@2004-01-01',
        name: 'Xã Đông',
        validTo: '2025-06-30',
        predecessors: [],
        parent: { name: 'Huyện Thử' },
      },
      { received: 23, resolved: 1, onTime: 1, early: 0, late: 0, open: 22, openLate: 22 },
    ],
    [
      '2025-07-01',
      {
        id: '12001@2025-07-01',
        name: 'Xã Đông Tây',
        validTo: null,
        predecessors: [
          { code: '12001', name: 'Xã Đông' },
          { code: '12002', name: 'Xã Tây' },
        ],
        parent: { name: 'Tỉnh Thử' },
      },
      { received: 0, resolved: 0, onTime: 0, early: 0, late: 0, open: 0, openLate: 0 },
    ],
  ])('answers Commune as of %s with the unit of that day', async (asOf, unit, dossierCounts) => {
    const { data, errors } = await ask(
      `query Commune($code: String!, $asOf: Date) { administrativeUnit(code: $code, asOf: $asOf) {
         id code name level validFrom validTo predecessors { code name } successors { code name } parent { name }
         dossierCounts(period: { from: "2018-01-01", to: "2018-06-30" }) { received resolved early onTime late open openLate } } }`,
      { code: '12001', asOf },
      makeContext().context,
    );
    expect(errors).toEqual([]);
    expect(data?.['administrativeUnit']).toMatchObject({
      ...unit,
      code: '12001',
      level: 'COMMUNE',
      dossierCounts,
    });
  });

  test('answers Counts without a question to the store', async () => {
    const { context, calls } = makeContext();
    const answer = await ask(
      `query Counts {
         c: procedures(filter: { level: COMMUNE }) { totalCount }
         c3: procedures(filter: { level: COMMUNE, serviceLevel: LEVEL_3 }) { totalCount }
         p3: procedures(filter: { level: PROVINCE, serviceLevel: LEVEL_3 }) { totalCount }
         h1: dossiers(filter: { receivedFrom: "2018-01-01", receivedTo: "2018-06-30" }) { totalCount }
         y17: dossiers(filter: { receivedFrom: "2017-01-01", receivedTo: "2017-12-31" }) { totalCount }
         pilots: agencies(filter: { onestopPilot: true }, asOf: "2018-06-30") { totalCount }
         communes: administrativeUnits(filter: { level: COMMUNE }, asOf: "2018-06-30") { totalCount }
         districts: administrativeUnits(filter: { level: DISTRICT }, asOf: "2018-06-30") { totalCount }
       }`,
      {},
      context,
    );
    const totals = { c: 1, c3: 1, p3: 0, h1: 23, y17: 0, pilots: 1, communes: 2, districts: 1 };
    const expected = Object.fromEntries(
      Object.entries(totals).map(([name, totalCount]) => [name, { totalCount }]),
    );
    expect(answer).toEqual({ errors: [], data: expected });
    expect(calls).toEqual({ findIdsByCodes: [], findByIds: [], sources: 0 });
  });

  const find = `query Find($text: String!) {
    dossiers(filter: { text: $text }, first: 5) { totalCount nodes { code applicantName subject } }
    agencies(filter: { text: $text }, first: 5) { totalCount nodes { code name } } }`;

  test('answers Find without accents for a caller with the scope', async () => {
    const officer = {
      kind: 'OFFICER',
      agency: 'X1',
      level: 'COMMUNE',
      scopes: ['dossier:personal'],
    } as const;
    const { context } = makeContext(makePrincipal(officer));
    const { data, errors } = await ask(find, { text: 'thu van nguyen' }, context);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      dossiers: {
        totalCount: 1,
        nodes: [
          { code: 'H31.33-180305-0001', applicantName: 'Nguyễn Văn Thử', subject: 'Khai sinh cho con' },
        ],
      },
      agencies: { totalCount: 0, nodes: [] },
    });
  });

  test('answers the agencies of Find and refuses its dossiers to a caller without the scope', async () => {
    const { data, errors } = await ask(find, { text: 'tu phap' }, makeContext(makePrincipal()).context);
    expect(data).toEqual({
      dossiers: null,
      agencies: { totalCount: 1, nodes: [{ code: 'S1', name: 'Sở Tư pháp' }] },
    });
    expect(errors).toEqual([
      {
        code: 'FORBIDDEN',
        message: expect.stringContaining('text: '),
        path: expect.stringContaining('dossiers'),
      },
    ]);
  });

  test("answers Me with the caller's own dossiers", async () => {
    const principal = makePrincipal({ citizenId: 'cit_1', scopes: ['a'], agency: 'H1' });
    const { data, errors } = await ask(
      '{ me { id fullName kind scopes agency { code name } dossiers(first: 10) { totalCount nodes { code status } } } }',
      {},
      makeContext(principal).context,
    );
    expect(errors).toEqual([]);
    expect(data?.['me']).toEqual({
      id: 'sub-1',
      fullName: 'Người Gọi Thử',
      kind: 'CITIZEN',
      scopes: ['a'],
      agency: { code: 'H1', name: 'UBND huyện Thử' },
      dossiers: { totalCount: 1, nodes: [{ code: 'H31.33-180305-0001', status: 'COMPLETED' }] },
    });
  });
});
