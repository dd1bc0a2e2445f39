/** One-stop items → records: total, pure, and right in the awkward cases. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  toAdministrativeUnit,
  toAgency,
  toDossier,
  toProcedure,
} from '../../../src/connectors/onestop/map.js';
import {
  agencyShape,
  dossierShape,
  placeShape,
  procedureShape,
  type OnestopDossier,
} from '../../../src/connectors/onestop/wire.js';
import { toStamp } from '../../../src/connectors/onestop/wire-time.js';
import type { DossierContent } from '../../../src/records/dossier.js';
import type { CanonicalRecord } from '../../../src/records/record.js';
import { at, event } from '../../simulators/onestop/sample-book.js';
import { parseItem, renderItem } from './sample-items.js';

function mapOne(raw: OnestopDossier): CanonicalRecord<DossierContent> {
  const [record, ...more] = toDossier(raw);
  if (record === undefined || more.length > 0) throw new Error('expected one record');
  return record;
}

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const filled = text.filter((one) => one.trim() !== '');
const whole = fc.nat(99).map(String);
const instant = fc.oneof(
  fc.constant(''),
  fc.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map(toStamp),
);
const supplement = {
  NgayBoSung: instant,
  NgayTiepNhanBoSung: instant,
  NgayHenTraTruoc: instant,
  NgayHenTraMoi: instant,
};
const anyItem = fc.record({
  MaHoSo: filled,
  MaHoSoKhac: text,
  MaDonVi: filled,
  MaDonViXuLy: text,
  MaTTHC: filled,
  KenhThucHien: whole,
  ChuHoSo: filled,
  LoaiDoiTuong: whole,
  DinhDanhCHS: fc.record({ LoaiDinhDanh: text, SoDinhDanh: text }),
  SoDienThoai: text,
  DiaChi: text,
  TrichYeuHoSo: text,
  NgayNopHoSo: instant,
  NgayTiepNhan: instant,
  NgayHenTra: instant,
  TrangThaiHoSo: whole,
  TrangThaiCongDVC: fc.oneof(fc.constant(''), whole),
  NgayKetThucXuLy: instant,
  NgayTra: instant,
  DanhSachHoSoBoSung: fc.array(fc.record(supplement), { maxLength: 3 }),
  TienDo: fc.array(fc.record({ ThoiDiemXuLy: instant, MaDonVi: text }), { maxLength: 5 }),
  NgayCapNhat: instant.filter((one) => one !== ''),
});

describe('whatever the wire accepts', () => {
  test('becomes one dossier, the same every time, leaving the item as it was', () => {
    fc.assert(
      fc.property(anyItem, (item) => {
        const raw = parseItem(item);
        const before = structuredClone(raw);
        const record = mapOne(raw);
        expect(record.id).toMatch(/^dos_[\w-]{22}$/);
        expect(mapOne(parseItem(item))).toEqual(record);
        expect(raw).toEqual(before);
      }),
    );
  });

  test('keeps every text composed and every code', () => {
    fc.assert(
      fc.property(anyItem, (item) => {
        const { content } = mapOne(parseItem(item));
        expect(content.subject).toBe(content.subject.normalize('NFC'));
        expect(content.applicant.name).toBe(content.applicant.name.normalize('NFC'));
        expect(content.codes[0]?.value).toBe(item.MaHoSo.trim());
        expect(content.codes).toHaveLength(item.MaHoSoKhac.trim() === '' ? 1 : 2);
      }),
    );
  });
});

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

describe('a catalogue item', () => {
  test('of an agency becomes an agency, blanks null', () => {
    const raw = {
      MADONVI: 'A',
      TENDONVI: 'Sở Mẫu'.normalize('NFD'),
      CAPDONVI: '1',
      MADONVICHA: '',
      MADIABAN: '33',
    };
    const days = {
      NGAYTHIDIEM: '',
      NGAYHIEULUC: '20170101',
      NGAYHETHIEULUC: '',
      NGAYCAPNHAT: '20170101000000',
    };
    const content = {
      code: 'A',
      name: 'Sở Mẫu'.normalize('NFC'),
      level: 'PROVINCE',
      parentCode: null,
      unitCode: '33',
      pilotFrom: null,
      validFrom: '2017-01-01',
      validTo: null,
    };
    expect(toAgency(agencyShape.parse({ ...raw, ...days }))).toEqual([
      { entity: 'agency', id: 'A', content },
    ]);
  });

  test('of a unit that others became one of names them by their ids', () => {
    const raw = {
      MADIABAN: '1',
      TENDIABAN: 'Xã Mẫu',
      CAP: '3',
      LOAI: 'Xã',
      MACHA: '9',
      NGAYHIEULUC: '20250701',
    };
    const rest = { NGAYHETHIEULUC: '', KETHUA: '2@20170101;3@20180101', NGAYCAPNHAT: '20250701000000' };
    const [record] = toAdministrativeUnit(placeShape.parse({ ...raw, ...rest }));
    expect(record).toMatchObject({
      id: '1@2025-07-01',
      content: { kind: 'COMMUNE', predecessorIds: ['2@2017-01-01', '3@2018-01-01'] },
    });
  });

  test.each([
    ['5', 'Ngày làm việc', { amount: 5, unit: 'WORKING_DAYS' }],
    ['3', 'Ngày', { amount: 3, unit: 'CALENDAR_DAYS' }],
    ['8', 'Giờ', { amount: 8, unit: 'WORKING_HOURS' }],
    ['', 'Ngày', null],
    ['5', '', null],
  ])('of a procedure with %j %j has the time limit %j', (THOIGIAN, DONVITINH, timeLimit) => {
    const names = { MATTHC: '1', TENTTHC: 'Mẫu', MALINHVUC: 'L', TENLINHVUC: 'Hộ tịch', CAPTHUCHIEN: '2' };
    const rest = { MUCDO: '4', MADONVI: '', NGAYCAPNHAT: '20170101000000' };
    const [record] = toProcedure(procedureShape.parse({ ...names, ...rest, THOIGIAN, DONVITINH }));
    expect(record?.content).toMatchObject({ serviceLevel: 'LEVEL_4', agencyCode: null, timeLimit });
  });
});

test('an item keeps within its shape what the map needs and no more', () => {
  expect(Object.keys(dossierShape.parse(renderItem())).sort()).toEqual(
    Object.keys(dossierShape.shape).sort(),
  );
});
