/** The graph over documents: their life, who sees what, lists of agencies and dossiers, deadlines by the calendar. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Principal } from '../../src/principal.js';
import type { HubContext } from '../../src/resolvers/context.js';
import { makeDocument, makeStatus } from '../lists/sample-documents.js';
import { makeDossierRow, toListing } from '../lists/sample-records.js';
import { buildSubgraphs, makeAskGraph, makeContext, makePrincipal, type AskGraph } from './test-graph.js';

const answer = {
  answers: ['A,2018/03/05,1/A'],
  ...{ issuer: { code: 'B', name: null }, receivers: [{ code: 'A', name: null }] },
};
const file = { contentId: 'f 1', name: 'van-ban.txt', mediaType: 'text/plain', sizeBytes: 5, sha256: 'ab' };

const listings = {
  document: toListing([
    makeDocument(1, {
      dueOn: '2018-03-10',
      dossierCodes: ['H1'],
      subject: 'Về việc cấp Giấy phép',
      attachments: [file],
    }),
    makeDocument(2, answer),
    makeDocument(3),
    makeDocument(4, {
      business: 'RECALL',
      reason: 'Nhầm',
      concerns: ['A,2018/03/05,3/A'],
      sentAt: '2018-03-06T01:00:00.000Z',
    }),
  ]),
  documentStatus: toListing([
    makeStatus(1, '01', { at: '2018-03-05T08:00:00.000Z' }),
    makeStatus(1, '06', { at: '2018-03-13T08:00:00.000Z' }),
    makeStatus(3, '15', { at: '2018-03-07T01:00:00.000Z' }),
  ]),
  dossier: toListing([makeDossierRow('dos_1', { codes: [{ value: 'H1', issuer: 'A' }] })]),
};

let askGraph: AskGraph;
beforeAll(async () => {
  askGraph = makeAskGraph(await buildSubgraphs());
});
afterAll(() => askGraph.close());

function ask(query: string, principal: Principal | null = null): ReturnType<AskGraph> {
  const { context } = makeContext(principal, { listings });
  return askGraph(query, {}, context satisfies HubContext);
}

const auditor = makePrincipal({ kind: 'AUDITOR', scopes: ['audit:read', 'document:read'] });

test('a document tells its life, what answers it, and how it stands', async () => {
  const { data, errors } = await ask(`{ document(id: "doc_M1") {
    code subject dueOn dueAt issuerName recall { reason } answeredBy(first: 5) { nodes { id } } thread { id }
    deliveries { agencyName state arrivedAt doneAt outcome minute: outcome(rule: BY_MINUTE) statuses { statusCode at } }
    dossiers { id }
  } }`);
  expect(errors).toEqual([]);
  expect(data?.['document']).toMatchObject({
    ...{ code: '1/A', subject: 'Về việc cấp Giấy phép', issuerName: 'Sở Tư pháp', recall: null },
    // 2018-03-10 is a Saturday: offices close next on Monday.
    ...{ dueOn: '2018-03-10', dueAt: expect.stringMatching(/^2018-03-12T1[67]:/) as unknown },
    answeredBy: { nodes: [{ id: 'doc_M2' }] },
    thread: [{ id: 'doc_M1' }, { id: 'doc_M2' }],
    deliveries: [
      {
        state: 'DONE',
        outcome: 'LATE',
        minute: 'LATE',
        statuses: [{ statusCode: '01' }, { statusCode: '06' }],
      },
    ],
  });
});

describe('a recalled document', () => {
  test('is there for auditors alone', async () => {
    const query = '{ document(id: "doc_M3") { isRecalled recall { reason at } } documents { totalCount } }';
    expect((await ask(query)).data).toEqual({ document: null, documents: { totalCount: 2 } });
    expect((await ask(query, auditor)).data).toMatchObject({
      document: { isRecalled: true, recall: { reason: 'Nhầm' } },
      documents: { totalCount: 3 },
    });
  });
});

test('lists are by agency and direction, by dossier, and by every filter together', async () => {
  const { data, errors } = await ask(`{
    agency(code: "000.00.00.H31") { documents { totalCount } }
    folded: documents(filter: { text: "giay phep cap" }) { nodes { id } }
    late: documents(filter: { outcome: [LATE], hasDossier: true, dueBefore: "2018-03-11" }) { nodes { id } }
    none: documents(filter: { state: [DONE], issuedFrom: "2018-03-06" }) { totalCount }
  }`);
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    ...{
      folded: { nodes: [{ id: 'doc_M1' }] },
      late: { nodes: [{ id: 'doc_M1' }] },
      none: { totalCount: 0 },
    },
  });
});

test('pages follow each other, the newest first', async () => {
  const first = await ask('{ documents(first: 1) { nodes { id } pageInfo { endCursor hasNextPage } } }');
  const { nodes, pageInfo } = first.data?.['documents'] as {
    nodes: unknown[];
    pageInfo: { endCursor: string };
  };
  expect(nodes).toEqual([{ id: 'doc_M2' }]);
  const second = await ask(`{ documents(first: 1, after: "${pageInfo.endCursor}") { nodes { id } } }`);
  expect(second.data).toEqual({ documents: { nodes: [{ id: 'doc_M1' }] } });
});

test('a link to a file needs its scope, and is a signed path', async () => {
  const query = '{ document(id: "doc_M1") { attachments { name url } } }';
  const refused = await ask(query);
  expect(refused.errors).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  expect(refused.data).toEqual({ document: { attachments: [{ name: 'van-ban.txt', url: null }] } });
  const url = '/office/attachments/M1/f%201?signed';
  expect((await ask(query, auditor)).data).toEqual({
    document: { attachments: [{ name: 'van-ban.txt', url }] },
  });
});

test.each([
  ['{ documents(first: 0) { totalCount } }', 'first: expected 1 to 200'],
  ['{ documents(filter: { text: "?" }) { totalCount } }', 'text: expected at least one letter'],
  [
    '{ paperlessReport(period: { from: "2018-02-01", to: "2018-01-01" }) { sent } }',
    'period: expected from before to',
  ],
])('%s is refused by what is wrong with it', async (query, message) => {
  expect((await ask(query)).errors).toMatchObject([
    { code: 'BAD_INPUT', message: expect.stringContaining(message) as unknown },
  ]);
});
