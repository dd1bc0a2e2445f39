/** The lists inside a dossier's item: fees, papers, supplements, steps. */
import type { DemoDossier } from '../../demo/life.js';
import type { DemoStand } from '../../demo/stand.js';
import type { WriteInstant } from './wire-dates.js';

/** A row of texts by the names of the interface. */
export type WireRow = Readonly<Record<string, string>>;

/** DanhSachLePhi: the one fee of the dossier, in đồng, taken at reception. */
export function toFees({ fee }: DemoDossier): WireRow[] {
  if (fee === 0) return [];
  const name = 'Lệ phí giải quyết thủ tục hành chính';
  return [{ TenPhiLePhi: name, MaPhiLePhi: 'LP01', HinhThucThu: '1', Gia: String(fee), LoaiPhiLePhi: '1' }];
}

/** TaiLieuNop: the papers handed in. */
export function toPapers({ ordinal, papers }: DemoDossier): WireRow[] {
  return papers.map((name, index) => ({
    TepDinhKemId: `${ordinal}-${index + 1}`,
    TenTepDinhKem: name,
    MaThanhPhanHoSo: `TP${String(index + 1).padStart(2, '0')}`,
  }));
}

/** DanhSachHoSoBoSung: status 1 while the supplement is awaited, 2 once it came. */
export function toSupplements({ ordinal }: DemoDossier, stand: DemoStand, write: WriteInstant): WireRow[] {
  return stand.supplements.map((supplement, index) => ({
    HoSoBoSungId: `${ordinal}-BS${index + 1}`,
    NguoiYeuCauBoSung: toRequester(stand, supplement.requestedAt),
    NoiDungBoSung: supplement.content,
    NgayBoSung: write(supplement.requestedAt),
    NgayTiepNhanBoSung: write(supplement.answeredAt),
    TrangThaiBoSung: supplement.answeredAt === null ? '1' : '2',
    NgayHenTraTruoc: write(supplement.dueBefore),
    NgayHenTraMoi: write(supplement.dueAfter),
  }));
}

/** TienDo: every step so far. */
export function toProgress({ events }: DemoStand, write: WriteInstant): WireRow[] {
  return events.map((event) => ({
    NguoiXuLy: event.officer,
    PhongBanXuLy: event.department,
    ThoiDiemXuLy: write(event.at),
    NoiDungXuLy: event.content,
    TrangThai: String(event.status),
    MaDonVi: event.agencyCode,
  }));
}

function toRequester({ events }: DemoStand, requestedAt: Date): string {
  return events.find(({ at }) => at.getTime() >= requestedAt.getTime())?.officer ?? '';
}
