/** Mutations of documents, over a real store and an axis in memory: what goes out, for whom, and every refusal by its field. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sendDispatch } from '../../src/dossiers/dispatches/go-out.js';
import { makeDocumentBook } from '../../src/lists/document-book.js';
import type { HubContext } from '../../src/resolvers/context.js';
import { officeMutation } from '../../src/resolvers/office/commands.js';
import {
  issuer,
  openDispatches,
  other,
  receiver,
  type DispatchSetting,
} from '../dossiers/dispatch-setting.js';
import { makeDocument, makeStatus } from '../lists/sample-documents.js';
import { toListing } from '../lists/sample-records.js';
import { makePrincipal } from './test-graph.js';

let setting: DispatchSetting;
beforeEach(async () => {
  setting = await openDispatches();
});
afterEach(() => setting.close());

const named = (code: string) => ({ code, name: null });
/** A document the hub has read: number 1, from the issuer to the receiver. */
const known = makeDocument(1, { issuer: named(issuer), receivers: [named(receiver)] });
const paper = { name: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 3, sha256: 'a'.repeat(64) };

function toContext(agency: string, statuses: ReturnType<typeof makeStatus>[] = []): HubContext {
  const listings = { document: toListing([known]), documentStatus: toListing(statuses) };
  const dossier = { content: { codes: [{ value: 'H-1', issuer: 'A' }] } };
  return {
    principal: makePrincipal({ sub: `officer of ${agency}`, kind: 'OFFICER', agency }),
    documents: makeDocumentBook(listings),
    loaders: { findDossier: (id: string) => Promise.resolve(id === 'd1' ? dossier : null) },
    dispatches: setting.parts,
    exchange: {
      papers: { findMissing: () => Promise.resolve([]) },
      parts: { ...setting.parts, findOpening: () => Promise.resolve({ holder: issuer }) },
    },
  } as unknown as HubContext;
}

const document = {
  ...{ commandId: 'c1', to: [receiver], number: '7', notation: 'STP-VP', issuedOn: '2018-03-05' },
  ...{ kind: 'Công văn', subject: 'V/v thử gửi' },
};
const send = (change: object = {}, agency: string = issuer) =>
  officeMutation.sendDocument(null, { input: { ...document, ...change } }, toContext(agency));
const tell = (input: object, agency: string = receiver, statuses: ReturnType<typeof makeStatus>[] = []) => {
  const whole = { commandId: 't1', documentId: 'doc_M1', status: 'REGISTERED' as const, ...input };
  return officeMutation.updateDocumentStatus(null, { input: whole }, toContext(agency, statuses));
};

describe('a document', () => {
  test('goes to the axis for the agency its sender acts for, with what it belongs to', async () => {
    const { state } = await send({ dossiers: ['d1'], answers: ['doc_M1'], papers: [] });
    await sendDispatch(state.id, setting.parts, 0);
    expect(state).toMatchObject({ agency: issuer, sent: { documentId: `${issuer},2018/03/05,7/STP-VP` } });
    const content = setting.axis.messages()[0]?.content ?? '';
    expect(content).toContain('Mã hồ sơ: H-1');
    expect(content).toContain('<edXML:DocumentId>A,2018/03/05,1/A</edXML:DocumentId>');
  });

  test('commanded twice is one, with the same receipt', async () => {
    const first = await send();
    expect((await send()).event).toEqual(first.event);
  });

  test.each<[string, object, object]>([
    ['no receiver', { to: [] }, { code: 'BAD_INPUT', message: expect.stringContaining('to: ') as unknown }],
    [
      'its own sender',
      { to: [issuer] },
      { code: 'BAD_INPUT', message: expect.stringContaining('is the sender itself') as unknown },
    ],
    [
      'no subject',
      { subject: ' ' },
      { code: 'BAD_INPUT', message: expect.stringContaining('subject: ') as unknown },
    ],
    [
      'control characters',
      { subject: 'a\u0000' },
      { code: 'BAD_INPUT', message: expect.stringContaining('subject: ') as unknown },
    ],
    [
      'an urgency there is not',
      { priorityCode: 9 },
      { code: 'BAD_INPUT', message: expect.stringContaining('priorityCode: ') as unknown },
    ],
    [
      'an unknown dossier',
      { dossiers: ['d9'] },
      { code: 'NOT_FOUND', message: expect.stringContaining('dossiers.0: ') as unknown },
    ],
    [
      'an unknown document',
      { answers: ['doc_9'] },
      { code: 'NOT_FOUND', message: expect.stringContaining('answers.0: ') as unknown },
    ],
    [
      'files of no dossier',
      { papers: [paper] },
      { code: 'BAD_INPUT', message: expect.stringContaining('papers: ') as unknown },
    ],
  ])('with %s is refused, and nothing goes out', async (_, change, error) => {
    await expect(send(change)).rejects.toMatchObject(error);
    expect(setting.queued).toEqual([]);
  });

  test('takes no papers of a dossier its agency has nothing to do with', async () => {
    const asked = { dossiers: ['d1'], papers: [paper] };
    await expect(send(asked, other)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await send(asked)).state.state).toBe('WAITING');
  });

  test('under a number that was sent before is a conflict', async () => {
    await send();
    await expect(send({ commandId: 'c2', subject: 'Khác' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('word of a document', () => {
  test('is its receiver’s to give, and goes to its issuer', async () => {
    const { state } = await tell({});
    expect(state.sent).toMatchObject({ receivers: [issuer], statusCode: '03' });
    await expect(tell({ commandId: 't2' }, other)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('follows what was told, and what is still on its way', async () => {
    const arrived = makeStatus(1, '05', { from: receiver });
    await expect(tell({}, receiver, [arrived])).rejects.toMatchObject({ code: 'CONFLICT' });
    await tell({ commandId: 't2', status: 'DONE' });
    await expect(tell({ commandId: 't3' })).rejects.toMatchObject({ code: 'CONFLICT' });
    // The very same again is what it was.
    expect((await tell({ commandId: 't2', status: 'DONE' })).state.sent.statusCode).toBe('06');
  });

  test('of a document there is not is refused', async () => {
    await expect(tell({ documentId: 'doc_9' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a recall is its issuer’s alone, and goes to every receiver', async () => {
  const input = { commandId: 'r1', documentId: 'doc_M1', reason: 'Gửi nhầm' };
  await expect(officeMutation.recallDocument(null, { input }, toContext(receiver))).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  const { state } = await officeMutation.recallDocument(null, { input }, toContext(issuer));
  await sendDispatch(state.id, setting.parts, 0);
  expect(state.sent).toMatchObject({ receivers: [receiver], business: '1' });
  expect(setting.axis.messages()[0]?.content).toContain(
    '<edXML:BussinessDocReason>Gửi nhầm</edXML:BussinessDocReason>',
  );
});
