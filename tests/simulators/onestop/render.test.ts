/** What a dossier looks like on the wire, whole, early in its life, and with each of the faults of real sources. */
import { describe, expect, test } from '@jest/globals';
import type { DemoDefect, DemoDossier } from '../../../demo/life.js';
import { toNames } from '../../../simulators/onestop/catalogues.js';
import { makeRenderer, type WireDossier } from '../../../simulators/onestop/render.js';
import { at, dossier, event, procedureCode, sampleCatalogues } from './sample-book.js';

const render = makeRenderer(toNames(sampleCatalogues));

/** The dossier as listed at the moment of one of its changes. */
function renderAt(one: DemoDossier, moment: string): WireDossier {
  const standAtMs = at(moment).getTime();
  return render({ dossier: one, lag: 0, code: '', standAtMs, changedAtMs: standAtMs, nextAtMs: Infinity });
}

const rich = dossier(7, {
  channel: 3,
  fee: 50_000,
  papers: ['Đơn đề nghị', 'Bản sao'],
  submittedAt: at('03-04 21:00:00'),
  recoded: { code: '000.00.31.H31-180305-0007', at: at('03-06 07:00:00') },
  events: [
    event('03-04 21:00:00', 1, { officer: '', department: '' }),
    event('03-05 08:00:00', 2),
    event('03-05 09:00:00', 5),
    event('03-06 09:00:00', 4, { agencyCode: '000.00.09.H31', dueAt: at('03-13 17:00:00') }),
    event('03-07 10:00:00', 9),
    event('03-08 11:30:00', 10),
  ],
  supplements: [
    {
      requestedAt: at('03-05 09:00:00'),
      answeredAt: at('03-06 09:00:00'),
      content: 'Thiếu bản sao',
      dueBefore: at('03-12 17:00:00'),
      dueAfter: at('03-13 17:00:00'),
    },
  ],
});

describe('a dossier without faults', () => {
  test('is complete at the end of its life', () => {
    const { TienDo, ...item } = renderAt(rich, '03-08 11:30:00');
    expect(item).toEqual({
      MaHoSo: '000.00.31.H31-180305-0007',
      MaHoSoKhac: 'MAU-180305-0007',
      MaDonVi: '000.00.31.H31',
      MaDonViXuLy: '000.00.31.H31',
      DonViXuLy: 'Ủy ban nhân dân huyện Mẫu',
      MaTTHC: procedureCode,
      TenTTHC: 'Cấp giấy mẫu',
      MaLinhVuc: 'G15-LV01',
      TenLinhVuc: 'Hộ tịch',
      KenhThucHien: '3',
      ChuHoSo: 'Nguyễn Thị Mẫu',
      LoaiDoiTuong: '1',
      MaDoiTuong: '',
      SoGiayToChuHoSo: '033000000017',
      DinhDanhCHS: { LoaiDinhDanh: '1', SoDinhDanh: '033000000017' },
      Email: '',
      Fax: '',
      SoDienThoai: '0900000000',
      DiaChi: 'Thôn Mẫu',
      ThongTinKhac: '',
      TrichYeuHoSo: 'Đề nghị cấp giấy mẫu',
      NgayNopHoSo: '20180304210000',
      NgayTiepNhan: '20180305080000',
      NgayHenTra: '20180313170000',
      TrangThaiHoSo: '10',
      TrangThaiCongDVC: '10',
      NgayKetThucXuLy: '20180307100000',
      NgayTra: '20180308113000',
      NgayTuChoi: '',
      ThongTinTra: 'Thôn Mẫu',
      HinhThuc: '1',
      NoiNopHoSo: '2',
      GhiChu: '',
      DuocThanhToanTrucTuyen: '0',
      DanhSachLePhi: [
        {
          TenPhiLePhi: 'Lệ phí giải quyết thủ tục hành chính',
          MaPhiLePhi: 'LP01',
          HinhThucThu: '1',
          Gia: '50000',
          LoaiPhiLePhi: '1',
        },
      ],
      TaiLieuNop: [
        { TepDinhKemId: '7-1', TenTepDinhKem: 'Đơn đề nghị', MaThanhPhanHoSo: 'TP01' },
        { TepDinhKemId: '7-2', TenTepDinhKem: 'Bản sao', MaThanhPhanHoSo: 'TP02' },
      ],
      DanhSachHoSoBoSung: [
        {
          HoSoBoSungId: '7-BS1',
          NguoiYeuCauBoSung: 'Cán bộ A',
          NoiDungBoSung: 'Thiếu bản sao',
          NgayBoSung: '20180305090000',
          NgayTiepNhanBoSung: '20180306090000',
          TrangThaiBoSung: '2',
          NgayHenTraTruoc: '20180312170000',
          NgayHenTraMoi: '20180313170000',
        },
      ],
      NgayCapNhat: '20180308113000',
    });
    expect(TienDo).toHaveLength(6);
    expect((TienDo as object[])[3]).toEqual({
      NguoiXuLy: 'Cán bộ A',
      PhongBanXuLy: 'Bộ phận một cửa',
      ThoiDiemXuLy: '20180306090000',
      NoiDungXuLy: 'Bước',
      TrangThai: '4',
      MaDonVi: '000.00.09.H31',
    });
  });

  test('says nothing yet of what comes later', () => {
    expect(renderAt(rich, '03-04 21:00:00')).toMatchObject({
      MaHoSo: 'MAU-180305-0007',
      MaHoSoKhac: '',
      NgayTiepNhan: '',
      NgayHenTra: '',
      TrangThaiHoSo: '1',
      NgayKetThucXuLy: '',
      NgayTra: '',
      DanhSachHoSoBoSung: [],
      NgayCapNhat: '20180304210000',
    });
  });

  test('waits for a supplement with status 1 and no new appointment', () => {
    const [supplement] = renderAt(rich, '03-05 09:00:00')['DanhSachHoSoBoSung'] as object[];
    expect(supplement).toMatchObject({ TrangThaiBoSung: '1', NgayTiepNhanBoSung: '', NgayHenTraMoi: '' });
  });

  test('has no value but texts, groups of texts and lists of them', () => {
    const leaves = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
    expect(leaves(renderAt(rich, '03-08 11:30:00')).filter((leaf) => typeof leaf !== 'string')).toEqual([]);
  });

  test.each([
    [1, '033000000017', '1', ''],
    [1, '145000001', '2', ''],
    [2, '0900000001', '', '0900000001'],
  ])('tells applicants of kind %i by %s', (kind, identityNumber, identityKind, applicantCode) => {
    const one = dossier(1, { applicant: { ...rich.applicant, kind, identityNumber } });
    expect(renderAt(one, '03-05 10:00:00')).toMatchObject({
      LoaiDoiTuong: String(kind),
      MaDoiTuong: applicantCode,
      DinhDanhCHS: { LoaiDinhDanh: identityKind, SoDinhDanh: identityNumber },
    });
  });

  test.each([
    [2, 50_000, 2, '1'],
    [2, 50_000, 6, '3'],
    [2, 0, 2, '0'],
    [1, 50_000, 2, '0'],
  ])('channel %i, fee %i, status %i: online payment %s', (channel, fee, status, expected) => {
    const one = dossier(1, { channel, fee, events: [event('03-05 08:00:00', status)] });
    expect(renderAt(one, '03-05 08:00:00')).toMatchObject({ DuocThanhToanTrucTuyen: expected });
  });
});

describe('faults of real sources', () => {
  const faults: [DemoDefect, object][] = [
    ['missing-code', { MaHoSo: '' }],
    ['missing-procedure', { MaTTHC: '', TenTTHC: 'Cấp giấy mẫu' }],
    ['impossible-date', { NgayTiepNhan: '20181305080000' }],
    ['bad-status', { TrangThaiHoSo: 'đang xử lý' }],
    ['nfd-text', { ChuHoSo: 'Nguyễn Thị Mẫu'.normalize('NFD'), DiaChi: 'Thôn Mẫu' }],
    ['slash-dates', { NgayTiepNhan: '05/03/2018 08:00:00', NgayTra: '', NgayCapNhat: '20180305100000' }],
    ['iso-dates', { NgayTiepNhan: '2018-03-05T08:00:00+07:00', NgayCapNhat: '20180305100000' }],
    [
      'placeholder-identity',
      { SoGiayToChuHoSo: '', DinhDanhCHS: { LoaiDinhDanh: '2', SoDinhDanh: '000000001' } },
    ],
    ['unknown-channel', { KenhThucHien: '9' }],
    ['listed-twice', { MaHoSo: 'MAU-180305-0001' }],
  ];

  test.each(faults)('%s', (defect, expected) => {
    expect(renderAt(dossier(1, { defects: [defect] }), '03-05 10:00:00')).toMatchObject(expected);
  });

  test.each([
    [5, '9'],
    [6, '9'],
    [8, '9'],
    [4, '4'],
    [10, '10'],
  ])('portal-disagrees: status %i is told to the portal as %s', (status, told) => {
    const one = dossier(1, { defects: ['portal-disagrees'], events: [event('03-05 08:00:00', status)] });
    expect(renderAt(one, '03-05 08:00:00')).toMatchObject({
      TrangThaiHoSo: String(status),
      TrangThaiCongDVC: told,
    });
  });
});
