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
    if (stand === null)
      throw new HubError('INTERNAL', `dossier ${dossier.ordinal} is on a shelf before it exists`);
    const item = toItem({ dossier, stand, names, changedAtMs, write: chooseInstantForm(dossier.defects) });
    return withDefects(item, dossier.defects);
  };
}

interface Rendering {
  dossier: DemoDossier;
  stand: DemoStand;
  names: Names;
  changedAtMs: number;
  write: WriteInstant;
}

/** One literal, in the order of the interface: built from parts it would take several times as long. */
function toItem({ dossier, stand, names, changedAtMs, write }: Rendering): WireDossier {
  const { applicant } = dossier;
  const procedure = names.procedures.get(dossier.procedureCode);
  const isByPost = dossier.channel === 3;
  return {
    MaHoSo: stand.code,
    MaHoSoKhac: stand.formerCode ?? '',
    MaDonVi: dossier.agencyCode,
    MaDonViXuLy: stand.holderCode,
    DonViXuLy: names.agencies.get(stand.holderCode) ?? '',
    MaTTHC: dossier.procedureCode,
    TenTTHC: procedure?.TenTTHC ?? '',
    MaLinhVuc: procedure?.MaLinhVuc ?? '',
    TenLinhVuc: procedure?.TenLinhVuc ?? '',
    KenhThucHien: String(dossier.channel),
    ChuHoSo: applicant.name,
    LoaiDoiTuong: String(applicant.kind),
    MaDoiTuong: applicant.kind === 1 ? '' : applicant.identityNumber,
    SoGiayToChuHoSo: applicant.identityNumber,
    DinhDanhCHS: toIdentity(dossier),
    Email: applicant.email,
    Fax: '',
    SoDienThoai: applicant.phone,
    DiaChi: applicant.address,
    ThongTinKhac: '',
    TrichYeuHoSo: dossier.subject,
    NgayNopHoSo: write(stand.submittedAt),
    NgayTiepNhan: write(stand.receivedAt),
    NgayHenTra: write(stand.dueAt),
    TrangThaiHoSo: String(stand.status),
    TrangThaiCongDVC: String(stand.status),
    NgayKetThucXuLy: write(stand.completedAt),
    NgayTra: write(stand.returnedAt),
    NgayTuChoi: write(stand.refusedAt),
    ThongTinTra: isByPost ? applicant.address : '',
    HinhThuc: isByPost ? '1' : '0',
    NoiNopHoSo: '2',
    GhiChu: '',
    DuocThanhToanTrucTuyen: toOnlinePayment(dossier, stand),
    DanhSachLePhi: toFees(dossier),
    TaiLieuNop: toPapers(dossier),
    DanhSachHoSoBoSung: toSupplements(dossier, stand, write),
    TienDo: toProgress(stand, write),
    NgayCapNhat: toWireInstant(new Date(changedAtMs)),
  };
}

/** Citizens are told by CCCD (12 digits) or CMND (9 digits); others by a tax code, which has no kind of identity. */
function toIdentity({ applicant: { kind, identityNumber } }: DemoDossier): WireRow {
  const citizenKind = { 12: '1', 9: '2' }[identityNumber.length] ?? '';
  return { LoaiDinhDanh: kind === 1 ? citizenKind : '', SoDinhDanh: identityNumber };
}

/** 0 nothing to pay online, 1 paid, 3 not paid yet. */
function toOnlinePayment({ fee, channel }: DemoDossier, { status }: DemoStand): string {
  if (fee === 0 || channel !== 2) return '0';
  return status === 1 || status === 6 ? '3' : '1';
}
