/** What the one-stop mapping makes of a dossier: codes, custody, applicant. */
import { describe, expect, test } from '@jest/globals';
import { toDossier } from '../../../src/connectors/onestop/map.js';
import type { DossierContent } from '../../../src/records/dossier.js';
import { at, event } from '../../simulators/onestop/sample-book.js';
import { mapOne, parseItem, renderItem } from './sample-items.js';

describe('a dossier', () => {
  test('says what its item said', () => {
    expect(mapOne(parseItem(renderItem())).content).toEqual({
      codes: [{ value: 'MAU-180305-0001', issuer: '000.00.31.H31' }],
      statusCode: 9,
      portalStatusCode: 9,
      channelCode: 1,
      procedureCode: '1.000001.000.00.00.H31',
      receivingAgencyCode: '000.00.31.H31',
      holderCode: '000.00.31.H31',
      heldSince: at('03-05 08:00:00'),
      handovers: 0,
      applicant: {
        name: 'Nguyễn Thị Mẫu',
        kindCode: 1,
        identityNumber: '033000000017',
        phone: '0900000000',
        address: 'Thôn Mẫu',
      },
      subject: 'Đề nghị cấp giấy mẫu',
      submittedAt: null,
      receivedAt: at('03-05 08:00:00'),
      dueAt: at('03-12 17:00:00'),
      completedAt: at('03-05 10:00:00'),
      returnedAt: null,
      pauses: [],
    });
  });

  test.each(['nfd-text', 'slash-dates', 'iso-dates'] as const)('with %s says the same', (defect) => {
    const defective = renderItem({ defects: [defect] });
    expect(defective).not.toEqual(renderItem());
    expect(toDossier(parseItem(defective))).toEqual(toDossier(parseItem(renderItem())));
  });

  test('with the placeholder for an identity has none', () => {
    const { content } = mapOne(parseItem(renderItem({ defects: ['placeholder-identity'] })));
    expect(content.applicant.identityNumber).toBeNull();
  });

  test('with an unknown channel and a portal that disagrees keeps both codes as sent', () => {
    const events = [event('03-05 08:00:00', 2), event('03-05 09:00:00', 5)];
    const item = renderItem({ events, defects: ['unknown-channel', 'portal-disagrees'] });
    expect(mapOne(parseItem(item)).content).toMatchObject({
      channelCode: 9,
      statusCode: 5,
      portalStatusCode: 9,
    });
  });

  test('re-coded keeps its id, and has both codes with the present one first', () => {
    const recoded = { code: 'H31-180305-00009', at: at('03-07 08:00:00') };
    const before = mapOne(parseItem(renderItem({ recoded }, '03-06 00:00:00')));
    const after = mapOne(parseItem(renderItem({ recoded }, '03-08 00:00:00')));
    expect(after.id).toBe(before.id);
    expect(before.content.codes.map(({ value }) => value)).toEqual(['MAU-180305-0001']);
    expect(after.content.codes).toEqual([
      { value: 'H31-180305-00009', issuer: 'portal' },
      { value: 'MAU-180305-0001', issuer: '000.00.31.H31' },
    ]);
  });

  test('of another code has another id', () => {
    const another = parseItem(renderItem({ localCode: 'MAU-180305-0002' }));
    expect(mapOne(another).id).not.toBe(mapOne(parseItem(renderItem())).id);
  });
});

describe('custody', () => {
  const custodyOf = (
    holder: string,
    steps: readonly (readonly [string, string])[],
  ): Partial<DossierContent> => {
    const TienDo = steps.map(([day, MaDonVi]) => ({ ThoiDiemXuLy: `201803${day}080000`, MaDonVi }));
    const { content } = mapOne(parseItem({ ...renderItem(), MaDonViXuLy: holder, TienDo }));
    const { holderCode, heldSince, handovers } = content;
    return { holderCode, heldSince, handovers };
  };
  const on = (day: string): Date => at(`03-${day} 08:00:00`);

  test.each([
    ['nobody’s steps', 'A', [], { holderCode: 'A', heldSince: null, handovers: 0 }],
    [
      'one holder',
      'A',
      [
        ['05', 'A'],
        ['06', 'A'],
      ],
      { holderCode: 'A', heldSince: on('05'), handovers: 0 },
    ],
    [
      'handed on',
      'B',
      [
        ['05', 'A'],
        ['06', 'B'],
      ],
      { holderCode: 'B', heldSince: on('06'), handovers: 1 },
    ],
    [
      'handed back',
      'A',
      [
        ['05', 'A'],
        ['06', 'B'],
        ['07', 'A'],
      ],
      { holderCode: 'A', heldSince: on('07'), handovers: 2 },
    ],
    [
      'a step of no agency',
      'A',
      [
        ['05', 'A'],
        ['06', ''],
        ['07', 'A'],
      ],
      { holderCode: 'A', heldSince: on('05'), handovers: 0 },
    ],
    [
      'steps that end at another than the holder',
      'B',
      [['05', 'A']],
      { holderCode: 'B', heldSince: null, handovers: 0 },
    ],
    [
      'no holder: the receiving agency',
      '',
      [['05', '000.00.31.H31']],
      { holderCode: '000.00.31.H31', heldSince: on('05'), handovers: 0 },
    ],
  ] as const)('with %s', (_, holder, steps, expected) => {
    expect(custodyOf(holder, steps)).toEqual(expected);
  });
});
