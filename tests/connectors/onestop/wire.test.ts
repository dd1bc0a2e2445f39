/** What the one-stop promises on the wire: what is accepted, and which field is named when it is not. */
import { describe, expect, test } from '@jest/globals';
import { demoCatalogues } from '../../../simulators/onestop/demo-catalogues.js';
import {
  agencyShape,
  dossierShape,
  placeShape,
  procedureShape,
} from '../../../src/connectors/onestop/wire.js';
import { at } from '../../simulators/onestop/sample-book.js';
import { renderItem } from './sample-items.js';

function faultyFields(item: unknown): string[] {
  return dossierShape.safeParse(item).error?.issues.map(({ path }) => path.join('.')) ?? [];
}

describe('a dossier', () => {
  test('is accepted as the simulator says it, with instants read', () => {
    expect(dossierShape.parse(renderItem())).toMatchObject({
      MaHoSo: 'MAU-180305-0001',
      TrangThaiHoSo: 9,
      NgayTiepNhan: at('03-05 08:00:00'),
      NgayTra: null,
      NgayCapNhat: '20180331000000',
    });
  });

  test.each([
    ['slash-dates', at('03-05 08:00:00')],
    ['iso-dates', at('03-05 08:00:00')],
  ] as const)('with %s is accepted and means the same', (defect, receivedAt) => {
    expect(dossierShape.parse(renderItem({ defects: [defect] })).NgayTiepNhan).toEqual(receivedAt);
  });

  test.each(['nfd-text', 'placeholder-identity', 'unknown-channel', 'portal-disagrees'] as const)(
    'that is awkward by %s is accepted',
    (defect) => {
      expect(faultyFields(renderItem({ defects: [defect] }))).toEqual([]);
    },
  );

  test.each([
    ['missing-code', 'MaHoSo'],
    ['missing-procedure', 'MaTTHC'],
    ['impossible-date', 'NgayTiepNhan'],
    ['bad-status', 'TrangThaiHoSo'],
  ] as const)('with %s is refused for %s alone', (defect, field) => {
    expect(faultyFields(renderItem({ defects: [defect] }))).toEqual([field]);
  });

  test.each([
    ['a code of blanks', { MaHoSo: '   ' }, 'MaHoSo'],
    ['a code of 51 characters', { MaHoSo: 'x'.repeat(51) }, 'MaHoSo'],
    ['a former code of 51 characters', { MaHoSoKhac: 'x'.repeat(51) }, 'MaHoSoKhac'],
    ['a subject of 1001 characters', { TrichYeuHoSo: 'x'.repeat(1001) }, 'TrichYeuHoSo'],
    ['no applicant', { ChuHoSo: '' }, 'ChuHoSo'],
    ['a number where a text belongs', { MaDonVi: 31 }, 'MaDonVi'],
    ['a negative status', { TrangThaiHoSo: '-1' }, 'TrangThaiHoSo'],
    ['a status no number can hold', { TrangThaiHoSo: '9'.repeat(400) }, 'TrangThaiHoSo'],
    ['an identity that is a text', { DinhDanhCHS: '1' }, 'DinhDanhCHS'],
    ['null for a list', { TienDo: null }, 'TienDo'],
    [
      'an impossible moment in a step',
      { TienDo: [{ ThoiDiemXuLy: '20180231000000', MaDonVi: '' }] },
      'TienDo.0.ThoiDiemXuLy',
    ],
    ['no stamp', { NgayCapNhat: '' }, 'NgayCapNhat'],
    ['a stamp in another form', { NgayCapNhat: '05/03/2018 08:00:00' }, 'NgayCapNhat'],
    ['a stamp of no real day', { NgayCapNhat: '20181305080000' }, 'NgayCapNhat'],
  ])('with %s is refused for that field alone', (_, change, field) => {
    expect(faultyFields({ ...renderItem(), ...change })).toEqual([field]);
  });

  test.each([[null], [[]], ['text'], [{}]])('%j is none', (item) => {
    expect(dossierShape.safeParse(item).success).toBe(false);
  });

  test('is refused without repeating what was sent', () => {
    const item = { ...renderItem(), SoDienThoai: 900000000, NgayTra: 'Nguyễn Thị Mẫu' };
    const text = JSON.stringify(dossierShape.safeParse(item).error?.issues.map(({ message }) => message));
    expect(text).not.toMatch(/900000000|Nguyễn/);
  });
});

test.each([
  ['agencies', agencyShape, demoCatalogues.LayDanhMucCoQuan],
  ['administrative units', placeShape, demoCatalogues.LayDanhMucDiaBan],
  ['procedures', procedureShape, demoCatalogues.LayDanhSachTTHC],
])('every one of the %s of the demonstration is accepted', (_, shape, items) => {
  expect(items.length).toBeGreaterThan(0);
  expect(items.filter((item) => !shape.safeParse(item).success)).toEqual([]);
});
