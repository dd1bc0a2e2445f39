/** Whoever traces a figure sees codes and times of an item, and nobody in it. */
import { expect, test } from '@jest/globals';
import { maskDossier } from '../../../src/connectors/onestop/mask.js';

test('what identifies somebody is masked, also what nobody has heard of yet', () => {
  const raw = {
    MaHoSo: 'H31-1',
    ChuHoSo: 'Nguyễn Thị Mẫu',
    DinhDanhCHS: { LoaiDinhDanh: '1', SoDinhDanh: '001234567890' },
    TrangThaiHoSo: '4',
    TienDo: [{ ThoiDiemXuLy: '20180301080000', MaDonVi: 'A', NguoiXuLy: 'Trần Văn Mẫu' }],
    TruongMoi: 'Lê Thị Mẫu',
  };
  expect(maskDossier(raw)).toEqual({
    MaHoSo: 'H31-1',
    ChuHoSo: '***',
    DinhDanhCHS: '***',
    TrangThaiHoSo: '4',
    TienDo: [{ ThoiDiemXuLy: '20180301080000', MaDonVi: 'A', NguoiXuLy: '***' }],
    TruongMoi: '***',
  });
});

test.each([[undefined], [null], ['text'], [7]])('what is no item comes back as it is: %s', (raw) => {
  expect(maskDossier(raw)).toBe(raw);
});
