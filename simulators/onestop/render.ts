/**
 * A dossier of the demonstration as the one-stop says it on the wire, at the moment its shelf entry shows: every value
 * a string, '' for none. The faults a dossier is meant to have are put in by defects.ts.
 */
import type { DemoDossier } from '../../demo/life.js';
import { toStand, type DemoStand } from '../../demo/stand.js';
import { HubError } from '../../src/errors.js';
import type { Names } from './catalogues.js';
import { chooseInstantForm, withDefects } from './defects.js';
import { toFees, toPapers, toProgress, toSupplements, type WireRow } from './render-lists.js';
import type { ShelfEntry } from './shelf.js';
import { toWireInstant, type WriteInstant } from './wire-dates.js';

/** A dossier's item: by the names of the interface a text, a group of texts, or a list of rows of texts. */
export type WireDossier = Readonly<Record<string, string | WireRow | readonly WireRow[]>>;

/** Says one dossier on the wire. */
export type RenderDossier = (entry: ShelfEntry) => WireDossier;

/** Makes the renderer that repeats these names. */
export function makeRenderer(names: Names): RenderDossier {
  return ({ dossier, standAtMs, changedAtMs }) => {
    const stand = toStand(dossier, new Date(standAtMs));
    if (stand === null) throw new HubError('INTERNAL', `dossier ${dossier.ordinal} is on a shelf before it exists`);
    const write = chooseInstantForm(dossier.defects);
    const item = {
      ...toCodes(dossier, stand, names),
      ...toApplicantPart(dossier),
      TrichYeuHoSo: dossier.subject,
      ...toTimes(stand, write),
      ...toPaymentAndReturn(dossier, stand),
      DanhSachLePhi: toFees(dossier),
      TaiLieuNop: toPapers(dossier),
      DanhSachHoSoBoSung: toSupplements(dossier, stand, write),
      TienDo: toProgress(stand, write),
      NgayCapNhat: toWireInstant(new Date(changedAtMs)),
    };
    return withDefects(item, dossier.defects);
  };
}

function toCodes(dossier: DemoDossier, stand: DemoStand, names: Names): Record<string, string> {
  const { TenTTHC = '', MaLinhVuc = '', TenLinhVuc = '' } = names.procedures.get(dossier.procedureCode) ?? {};
  return {
    MaHoSo: stand.code,
    MaHoSoKhac: stand.formerCode ?? '',
    MaDonVi: dossier.agencyCode,
    MaDonViXuLy: stand.holderCode,
    DonViXuLy: names.agencies.get(stand.holderCode) ?? '',
    MaTTHC: dossier.procedureCode,
    TenTTHC,
    MaLinhVuc,
    TenLinhVuc,
    KenhThucHien: String(dossier.channel),
  };
}

/** Citizens are told by CCCD (12 digits) or CMND (9 digits); others by a tax code, which has no kind of identity. */
function toApplicantPart({ applicant }: DemoDossier): Record<string, string | WireRow> {
  const { kind, identityNumber } = applicant;
  const citizenKind = { 12: '1', 9: '2' }[identityNumber.length] ?? '';
  return {
    ChuHoSo: applicant.name,
    LoaiDoiTuong: String(kind),
    MaDoiTuong: kind === 1 ? '' : identityNumber,
    SoGiayToChuHoSo: identityNumber,
    DinhDanhCHS: { LoaiDinhDanh: kind === 1 ? citizenKind : '', SoDinhDanh: identityNumber },
    Email: applicant.email,
    Fax: '',
    SoDienThoai: applicant.phone,
    DiaChi: applicant.address,
    ThongTinKhac: '',
  };
}

function toTimes(stand: DemoStand, write: WriteInstant): Record<string, string> {
  return {
    NgayNopHoSo: write(stand.submittedAt),
    NgayTiepNhan: write(stand.receivedAt),
    NgayHenTra: write(stand.dueAt),
    TrangThaiHoSo: String(stand.status),
    TrangThaiCongDVC: String(stand.status),
    NgayKetThucXuLy: write(stand.completedAt),
    NgayTra: write(stand.returnedAt),
    NgayTuChoi: write(stand.refusedAt),
  };
}

function toPaymentAndReturn(dossier: DemoDossier, stand: DemoStand): Record<string, string> {
  const isByPost = dossier.channel === 3;
  const isPayable = dossier.fee > 0 && dossier.channel === 2;
  const isPaid = stand.status !== 1 && stand.status !== 6;
  return {
    ThongTinTra: isByPost ? dossier.applicant.address : '',
    HinhThuc: isByPost ? '1' : '0',
    NoiNopHoSo: '2',
    GhiChu: '',
    DuocThanhToanTrucTuyen: isPayable ? (isPaid ? '1' : '3') : '0',
  };
}
