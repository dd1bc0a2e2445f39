/** A document at past moments, over a real store: what had been read by then, and nothing the caller may not see today. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeDocumentBook } from '../../src/lists/document-book.js';
import type { RecordRow } from '../../src/lists/rows.js';
import type { EntityName } from '../../src/records/record.js';
import { openStore, type Store } from '../../src/store/store.js';
import { makeDocument, makeStatus } from '../lists/sample-documents.js';
import { toListing } from '../lists/sample-records.js';
import { makeMongoUri } from '../services.js';
import { buildSubgraphs, makeAskGraph, makeContext, makePrincipal, type AskGraph } from './test-graph.js';

const at = (day: number): Date => new Date(Date.UTC(2018, 2, day, 12));
const concerns = ['A,2018/03/05,1/A'];

const sent = makeDocument(1, { subject: 'Lần đầu', dueOn: '2018-03-07' });
const corrected = makeDocument(2, {
  ...{ business: 'UPDATE', concerns, subject: 'Đã sửa', dueOn: '2018-03-07' },
  sentAt: '2018-03-08T01:00:00.000Z',
});
const recall = makeDocument(3, { business: 'RECALL', concerns, sentAt: '2018-03-12T01:00:00.000Z' });
const arrived = makeStatus(1, '01', { at: '2018-03-06T08:00:00.000Z' });
const done = makeStatus(1, '06', { at: '2018-03-10T01:00:00.000Z' });
const agreed = makeStatus(1, '15', { at: '2018-03-13T01:00:00.000Z' });

let store: Store;
let askGraph: AskGraph;

async function write(entity: EntityName, { id, content, provenance }: RecordRow<object>, day: number) {
  const document = { _id: id, content, prov: provenance, h: id, sv: '1', v: 1, at: at(day) };
  await store.records[entity].write([document], []);
}

beforeAll(async () => {
  store = await openStore(makeMongoUri());
  await write('document', sent, 6);
  await write('document', corrected, 8);
  await write('documentStatus', arrived, 8);
  await write('documentStatus', done, 10);
  await write('document', recall, 12);
  await write('documentStatus', agreed, 14);
  // Another document, of which nothing may be told here.
  await write('document', makeDocument(4), 6);
  await write('documentStatus', makeStatus(4, '02'), 6);
  askGraph = makeAskGraph(await buildSubgraphs());
});

afterAll(async () => {
  await askGraph.close();
  await store.close();
});

const auditor = makePrincipal({ kind: 'AUDITOR', scopes: ['audit:read', 'document:read'] });

/** Asked on 20 March, by when the rows given have been read. */
async function ask(day: number, principal = auditor, messages = [sent, corrected, recall], id = 'doc_M1') {
  const listings = { document: toListing(messages), documentStatus: toListing([arrived, done, agreed]) };
  const { context } = makeContext(principal, { listings });
  const query = `query ($at: DateTime!, $id: ID!) { document(id: $id, asOf: $at) {
    subject isRecalled recall { at } versions { version } deliveries { state recall outcome(at: $at) }
  } }`;
  const asked = {
    ...context,
    documents: makeDocumentBook(listings),
    histories: store.records,
    now: () => at(20),
  };
  const { data, errors } = await askGraph(query, { at: at(day).toISOString(), id }, asked);
  return errors[0] ?? data?.['document'];
}

describe('a document as it was known', () => {
  test.each([
    ['once it was', 6, { subject: 'Lần đầu', versions: [{}], recall: null, deliveries: [{ state: 'SENT' }] }],
    [
      'late, and corrected',
      9,
      {
        ...{ subject: 'Đã sửa', versions: [{ version: 1 }, { version: 2 }] },
        deliveries: [{ state: 'ARRIVED', outcome: 'OPEN_LATE' }],
      },
    ],
    ['done', 11, { deliveries: [{ state: 'DONE', outcome: 'LATE', recall: null }], isRecalled: false }],
    [
      'asked back',
      13,
      { deliveries: [{ recall: 'WAITING' }], isRecalled: false, recall: { at: expect.any(String) } },
    ],
    ['given back', 15, { deliveries: [{ recall: 'AGREED' }], isRecalled: true }],
  ])('%s', async (_, day, expected) => {
    expect(await ask(day)).toMatchObject(expected);
  });

  test('is nothing before it was read', async () => {
    expect(await ask(5)).toBeNull();
  });

  test('is there though its source has it no longer', async () => {
    expect(await ask(9, auditor, [])).toMatchObject({ subject: 'Đã sửa' });
  });

  test('is known by the id of the message that brought it, not by that of a correction', async () => {
    expect(await ask(9, auditor, undefined, 'doc_M2')).toBeNull();
  });

  test('is not shown from before its recall to who may not see it today', async () => {
    const officer = makePrincipal({
      kind: 'OFFICER',
      agency: 'A',
      level: 'PROVINCE',
      scopes: ['document:read'],
    });
    expect(await ask(9, officer)).toBeNull();
    expect(await ask(9, officer, [sent, corrected])).toMatchObject({ subject: 'Đã sửa' });
  });

  test('is not told of a moment to come', async () => {
    expect(await ask(21)).toMatchObject({ message: expect.stringContaining('asOf') as unknown });
  });
});
