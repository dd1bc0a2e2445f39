/** The mapping of dossiers over whatever the wire accepts: total, pure, no code lost. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toStamp } from '../../../src/connectors/onestop/wire-time.js';
import { mapOne, parseItem } from './sample-items.js';

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
