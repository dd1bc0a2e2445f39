/**
 * A dossier of the one-stop as whoever traces a figure may see it: codes, agencies, times and states. Everything else is masked, also
 * what the source adds one day without saying so: names, numbers, addresses, what officers wrote.
 */

/** What identifies nobody. */
const open: ReadonlySet<string> = new Set([
  ...['MaHoSo', 'MaHoSoKhac', 'MaDonVi', 'MaDonViXuLy', 'MaTTHC', 'KenhThucHien', 'LoaiDoiTuong'],
  ...['NgayNopHoSo', 'NgayTiepNhan', 'NgayHenTra', 'TrangThaiHoSo', 'TrangThaiCongDVC', 'NgayKetThucXuLy'],
  ...['NgayTra', 'NgayCapNhat', 'DanhSachHoSoBoSung', 'NgayBoSung', 'NgayTiepNhanBoSung'],
  ...['NgayHenTraTruoc', 'NgayHenTraMoi', 'TienDo', 'ThoiDiemXuLy'],
]);

/** Stands where something is masked. */
export const masked = '***';

/** The item with everything masked that is not known to be open. */
export function maskDossier(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(maskDossier);
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, open.has(name) ? maskDossier(value) : masked]),
  );
}
