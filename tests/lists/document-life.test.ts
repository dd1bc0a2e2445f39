/** What messages of the axis add up to: one document's life, whatever order they come in. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeDocumentBook } from '../../src/lists/document-book.js';
import { toDocumentEntry } from '../../src/lists/document-life.js';
import { countOfficeCoverage } from '../../src/lists/office-coverage.js';
import { countPaperless } from '../../src/lists/paperless.js';
import { toRecordRow } from '../../src/lists/rows.js';
import { makeDocument, makeStatus } from './sample-documents.js';
import { makeAgency, toListing, toStored } from './sample-records.js';

const about = { concerns: ['A,2018/03/05,1/A'] };
const recall = makeDocument(2, {
  business: 'RECALL',
  reason: 'Nhầm',
  sentAt: '2018-03-07T01:00:00.000Z',
  ...about,
});
const update = makeDocument(3, {
  business: 'UPDATE',
  subject: 'Bản sửa',
  sentAt: '2018-03-06T01:00:00.000Z',
  ...about,
});

describe('at a receiver', () => {
  test.each([
    [[], 'SENT'],
    [['01'], 'ARRIVED'],
    [['01', '02'], 'REFUSED'],
    [['01', '03'], 'REGISTERED'],
    [['01', '03', '04'], 'ASSIGNED'],
    [['01', '03', '04', '05'], 'PROCESSING'],
    [['01', '03', '04', '05', '06'], 'DONE'],
    [['01', '99'], 'UNKNOWN'],
  ])('%j is %s', (codes, state) => {
    const statuses = codes.map((code, n) => makeStatus(1, code, { at: `2018-03-06T0${n}:00:00.000Z` }));
    const entry = toDocumentEntry([makeDocument(1)], statuses);
    expect(entry?.deliveries).toMatchObject([{ agencyCode: 'B', state, statusCode: codes.at(-1) ?? null }]);
  });

  test('times and reasons are those it told', () => {
    const statuses = [
      makeStatus(1, '01', { at: '2018-03-05T02:00:00.000Z' }),
      makeStatus(1, '02', { at: '2018-03-05T03:00:00.000Z', description: 'Sai nơi nhận' }),
    ];
    const [delivery] = toDocumentEntry([makeDocument(1)], statuses)?.deliveries ?? [];
    expect(delivery).toMatchObject({
      ...{ arrivedAt: '2018-03-05T02:00:00.000Z', since: '2018-03-05T03:00:00.000Z' },
      ...{ doneAt: null, description: 'Sai nơi nhận' },
    });
  });
});

describe('asked back', () => {
  const receivers = ['B', 'C'].map((code) => ({ code, name: null }));
  const first = makeDocument(1, { receivers });
  const agree = (from: string, at = '2018-03-08T01:00:00.000Z') => makeStatus(1, '15', { from, at });

  test('it is recalled once every receiver agreed', () => {
    expect(toDocumentEntry([first, recall], [agree('B')])).toMatchObject({
      isRecalled: false,
      deliveries: [{ recall: 'AGREED' }, { recall: 'WAITING' }],
    });
    expect(toDocumentEntry([first, recall], [agree('B'), agree('C')])?.isRecalled).toBe(true);
  });

  test('not where one refused', () => {
    const refusal = makeStatus(1, '16', { from: 'C', at: '2018-03-08T01:00:00.000Z' });
    expect(toDocumentEntry([first, recall], [agree('B'), refusal])).toMatchObject({
      isRecalled: false,
      deliveries: [{ recall: 'AGREED' }, { recall: 'REFUSED' }],
    });
  });

  test('what was agreed to before it was asked back counts for nothing', () => {
    const early = agree('B', '2018-03-06T02:00:00.000Z');
    expect(toDocumentEntry([makeDocument(1), update, recall], [early])?.isRecalled).toBe(false);
  });
});

test('a correction is a version, and holds', () => {
  const entry = toDocumentEntry([update, makeDocument(1)], []);
  expect(entry).toMatchObject({ id: 'doc_M1', current: { content: { subject: 'Bản sửa' } } });
  expect(entry?.versions.map(({ content }) => content.business)).toEqual(['NEW', 'UPDATE']);
});

test('a recall of what never came is no document', () => {
  expect(toDocumentEntry([recall], [])).toBeNull();
});

test('the order messages come in changes nothing', () => {
  const messages = [makeDocument(1), update, recall];
  const statuses = ['01', '03', '05', '06', '15'].map((code, n) =>
    makeStatus(1, code, { at: `2018-03-08T0${n}:00:00.000Z` }),
  );
  const wanted = toDocumentEntry(messages, statuses);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(messages, { minLength: 3 }),
      fc.shuffledSubarray(statuses, { minLength: 5 }),
      (some, told) => {
        expect(toDocumentEntry(some, told)).toEqual(wanted);
      },
    ),
  );
});

test('the book finds documents by what they are asked for by', () => {
  const answer = makeDocument(4, {
    answers: ['A,2018/03/05,1/A'],
    issuer: { code: 'B', name: null },
    receivers: [{ code: 'A', name: null }],
    dossierCodes: ['H1'],
  });
  const replacing = makeDocument(5, { business: 'REPLACE', ...about });
  const book = makeDocumentBook({
    document: toListing([makeDocument(1), update, answer, replacing]),
    documentStatus: toListing([makeStatus(1, '06')]),
  })();
  const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);
  expect(ids(book.all())).toEqual(['doc_M1', 'doc_M4', 'doc_M5']);
  expect(book.findByDocumentId('A,2018/03/05,1/A')?.deliveries[0]?.state).toBe('DONE');
  expect(ids(book.sentBy('B'))).toEqual(['doc_M4']);
  expect(ids(book.receivedBy('B'))).toEqual(['doc_M1', 'doc_M5']);
  expect(ids(book.ofDossier(['H0', 'H1']))).toEqual(['doc_M4']);
  expect(ids(book.answersTo('A,2018/03/05,1/A'))).toEqual(['doc_M4']);
  expect(book.findReplacement('A,2018/03/05,1/A')?.id).toBe('doc_M5');
  expect([book.find('doc_M3'), book.findByDocumentId('never')]).toEqual([null, null]);
});

test('paperless share is counted by the day of issue, and a recalled document was sent', () => {
  const entries = [1, 2, 3, 4].flatMap(
    (n) => toDocumentEntry([makeDocument(n, { isPaper: n === 1, issuedOn: `2018-03-0${n}` })], []) ?? [],
  );
  const period = { from: '2018-03-01', to: '2018-03-03' };
  expect(countPaperless(entries, period)).toEqual([{ agencyCode: 'A', sent: 3, paperless: 2, share: 2 / 3 }]);
  expect(() => countPaperless(entries, { from: '2018-04-01', to: '2018-03-01' })).toThrow('period');
});

test('coverage counts the agencies that were there, and those on the axis by then', () => {
  const agency = toListing([
    makeAgency({ code: 'A', level: 'PROVINCE' }),
    makeAgency({ code: 'B', level: 'PROVINCE' }),
    makeAgency({ code: 'C', level: 'PROVINCE', validTo: '2018-01-01' }),
  ]);
  const joined = (code: string, registeredOn: string) =>
    toRecordRow(toStored(code, { code, name: code, registeredOn }));
  const officeAgency = toListing([joined('A', '2018-01-02'), joined('B', '2018-05-02')]);
  const at = (day: string) => countOfficeCoverage({ agency, officeAgency }, day)[0];
  expect(at('2018-03-01')).toEqual({ level: 'PROVINCE', covered: 1, total: 2, share: 0.5 });
  expect(at('2018-06-30')?.share).toBe(1);
});
