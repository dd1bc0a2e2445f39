/** What is made of the messages of the axis, and which of them go to quarantine by which element. */
import { describe, expect, test } from '@jest/globals';
import type { DemoDocument } from '../../../demo/document.js';
import { officeAgencies } from '../../../demo/documents.js';
import type { AxisMessage } from '../../../simulators/office/axis.js';
import { toMessage, toStatusMessage } from '../../../simulators/office/demo-axis.js';
import { parseItems } from '../../../src/connectors/office/items.js';
import { toDocument, toStatus } from '../../../src/connectors/office/map.js';
import { maskMessage } from '../../../src/connectors/office/mask.js';
import { documentShape, statusShape } from '../../../src/connectors/office/wire.js';
import { signMessage } from './signed-sample.js';
import { makeSampleDocument } from '../../simulators/office/sample.js';

const agencies = officeAgencies.map(({ code }) => code);

function toItem(message: AxisMessage): unknown {
  const messages = [{ ...message, sizeBytes: Buffer.byteLength(message.content) }];
  return parseItems(Buffer.from(JSON.stringify({ agencies, messages })))[0];
}

const fromDocument = (change: Partial<DemoDocument> = {}): unknown =>
  toItem(toMessage(makeSampleDocument(7, change)));

const status = {
  ...{ id: 'S1', at: new Date('2018-03-06T02:00:00Z'), from: '000.00.31.H31', of: makeSampleDocument(7) },
  ...{ code: '06', description: '', department: 'Văn thư' },
};

function findIssues(item: unknown): string[] {
  const parsed = documentShape.safeParse(item);
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a document', () => {
  test('becomes one record, its parts in the hub’s words', () => {
    const [record, ...others] = toDocument(documentShape.parse(fromDocument()));
    expect(others).toEqual([]);
    expect(record).toMatchObject({ entity: 'document', id: expect.stringMatching(/^doc_/) as unknown });
    expect(record?.content).toMatchObject({
      ...{ documentId: '000.00.03.H31,2018/03/05,7/STP-VP', business: 'NEW', concerns: [], answers: [] },
      ...{ number: '7', notation: 'STP-VP', issuedOn: '2018-03-05', dueOn: '2018-03-12', priorityCode: 0 },
      issuer: { code: '000.00.03.H31', name: 'Sở Tư pháp tỉnh Hưng Yên' },
      receivers: [{ code: '000.00.00.H31' }, { code: '000.00.31.H31' }],
      dossierCodes: ['000.00.31.H31-180305-0001'],
      sentAt: '2018-03-05T01:00:00.000Z',
      attachments: [{ contentId: 'M0000007-0', name: 'van-ban.txt', mediaType: 'text/plain' }],
    });
  });

  test('says the same in every form of it', () => {
    const content = (change: Partial<DemoDocument>): unknown =>
      toDocument(documentShape.parse(fromDocument(change)))[0]?.content;
    for (const defect of ['slash-dates', 'stray-prefix', 'nfd-text', 'old-envelope'] as const)
      expect(content({ defect })).toEqual(content({}));
  });

  test('tells its dossier by a link as well as in the message', () => {
    const linked = documentShape.parse(fromDocument({ dossier: { code: 'H-1', told: 'BY_LINK' } }));
    expect(toDocument(linked)[0]?.content.dossierCodes).toEqual(['H-1']);
  });

  test('is one record, whoever sends its id; a recall of it is another', () => {
    const idOf = (change: Partial<DemoDocument>): string =>
      toDocument(documentShape.parse(fromDocument(change)))[0]?.id ?? '';
    const concerns = makeSampleDocument(7);
    expect(idOf({ id: 'M8', subject: 'Khác' })).toBe(idOf({}));
    const recall = { id: 'R1', business: 'RECALL', reason: 'Nhầm', concerns } as const;
    expect(idOf(recall)).not.toBe(idOf({}));
    expect(toDocument(documentShape.parse(fromDocument(recall)))[0]?.content).toMatchObject({
      ...{ business: 'RECALL', reason: 'Nhầm', concerns: ['000.00.03.H31,2018/03/05,7/STP-VP'] },
    });
  });

  test('replaces what it names', () => {
    const concerns = makeSampleDocument(3);
    const item = documentShape.parse(fromDocument({ business: 'REPLACE', concerns }));
    expect(toDocument(item)[0]?.content.concerns).toEqual(['000.00.03.H31,2018/03/05,3/STP-VP']);
  });
});

describe('refused, with the element named', () => {
  test.each<[string, Partial<DemoDocument>, string]>([
    [
      'an impossible date',
      { defect: 'impossible-date' },
      'MessageHeader.PromulgationInfo.PromulgationDate: expected a real day',
    ],
    ['no id', { defect: 'missing-id' }, 'MessageHeader.DocumentId: expected an id'],
    [
      'a path for a name',
      { attachments: [{ name: '../a.txt', text: 'a', isZipped: false }] },
      'Attachment.AttachmentName: expected the name',
    ],
    [
      'an unknown sender',
      { issuer: '000.99.99.H99' },
      'MessageHeader.From.OrganId: expected an agency registered',
    ],
    [
      'an unknown receiver',
      { receivers: ['000.99.99.H99'] },
      'MessageHeader.To.OrganId: expected an agency registered',
    ],
    ['no receiver', { receivers: [] }, 'MessageHeader.To: expected a receiver'],
    ['no subject', { subject: '' }, 'MessageHeader.Subject: expected a subject'],
  ])('%s', (_, change, issue) => {
    expect(findIssues(fromDocument(change))).toEqual([expect.stringContaining(issue)]);
  });

  test('no XML, and a status where a document was promised', () => {
    const message = toMessage(makeSampleDocument(7));
    expect(findIssues(toItem({ ...message, content: 'no XML at all' }))).toEqual([
      expect.stringMatching(/^XML: /),
    ]);
    const other = toStatusMessage(status, 'M1');
    expect(findIssues(toItem({ ...other, kind: 'edoc' }))).toEqual([
      expect.stringMatching(/^MessageHeader.StatusCode: /),
    ]);
  });

  test('a signature that does not hold, and none that does', () => {
    const message = toMessage(makeSampleDocument(7, { attachments: [] }));
    const signed = signMessage(message.content);
    expect(findIssues(toItem({ ...message, content: signed }))).toEqual([]);
    const changed = signed.replace('V/v giải quyết', 'V/v Giải quyết');
    expect(findIssues(toItem({ ...message, content: changed }))).toEqual([
      expect.stringMatching(/^Signature: /),
    ]);
  });

  test('a status of a document the axis never carried', () => {
    const parsed = statusShape.safeParse(toItem(toStatusMessage(status, '')));
    expect(parsed.error?.issues[0]?.path).toEqual(['MessageHeader', 'ResponseFor', 'DocumentId']);
  });
});

test('a status becomes one record', () => {
  const [record] = toStatus(statusShape.parse(toItem(toStatusMessage(status, 'M0000007'))));
  expect(record?.content).toEqual({
    ...{ documentId: '000.00.03.H31,2018/03/05,7/STP-VP', statusCode: '06' },
    agency: { code: '000.00.31.H31', name: 'Ủy ban nhân dân thành phố Hưng Yên' },
    ...{ description: null, department: 'Văn thư', at: '2018-03-06T02:00:00.000Z' },
  });
});

test('a message is masked of who is named in it', () => {
  const masked = JSON.stringify(maskMessage(fromDocument()));
  expect(masked).not.toContain('Nguyễn Văn Thử');
  expect(masked).toContain('Giám đốc');
});
