/**
 * One-stop items → the hub's records. Pure and total over what wire.ts accepts; fix a wrong value here.
 * Codes keep their meaning from the national portal's lists (domain: docs/glossary.md).
 */
import { hash } from 'node:crypto';
import type { AdministrativeUnitContent, UnitKind } from '../../records/administrative-unit.js';
import { toUnitId } from '../../records/administrative-unit.js';
import type { AgencyContent } from '../../records/agency.js';
import type { Applicant, DossierCode, DossierContent } from '../../records/dossier.js';
import type { LimitUnit, ProcedureContent, ServiceLevel, TimeLimit } from '../../records/procedure.js';
import type { CanonicalRecord, Level } from '../../records/record.js';
import type { OnestopAgency, OnestopDossier, OnestopPlace, OnestopProcedure } from './wire.js';
import { parseDay } from './wire-time.js';

const levels: Record<'1' | '2' | '3', Level> = { '1': 'PROVINCE', '2': 'DISTRICT', '3': 'COMMUNE' };

const unitKinds: Record<OnestopPlace['LOAI'], UnitKind> = {
  Tỉnh: 'PROVINCE',
  'Thành phố': 'CITY',
  'Thị xã': 'TOWN',
  Huyện: 'RURAL_DISTRICT',
  Xã: 'COMMUNE',
  Phường: 'WARD',
  'Thị trấn': 'TOWNSHIP',
};

const serviceLevels: Record<'1' | '2' | '3' | '4', ServiceLevel> = {
  '1': 'LEVEL_1',
  '2': 'LEVEL_2',
  '3': 'LEVEL_3',
  '4': 'LEVEL_4',
};

const limitUnits: Record<'Ngày làm việc' | 'Ngày' | 'Giờ', LimitUnit> = {
  'Ngày làm việc': 'WORKING_DAYS',
  Ngày: 'CALENDAR_DAYS',
  Giờ: 'WORKING_HOURS',
};

/** Sent where the applicant's number is unknown; nobody bears it. */
const placeholderIdentity = '000000001';

/** An agency of the catalogue. */
export function toAgency(raw: OnestopAgency): CanonicalRecord<AgencyContent>[] {
  const content: AgencyContent = {
    code: raw.MADONVI,
    name: toText(raw.TENDONVI),
    level: levels[raw.CAPDONVI],
    parentCode: toNullable(raw.MADONVICHA),
    unitCode: toNullable(raw.MADIABAN),
    pilotFrom: raw.NGAYTHIDIEM,
    validFrom: raw.NGAYHIEULUC,
    validTo: raw.NGAYHETHIEULUC,
  };
  return [{ entity: 'agency', id: content.code, content }];
}

/** An administrative unit during one period of validity. */
export function toAdministrativeUnit(raw: OnestopPlace): CanonicalRecord<AdministrativeUnitContent>[] {
  const content: AdministrativeUnitContent = {
    code: raw.MADIABAN,
    name: toText(raw.TENDIABAN),
    kind: unitKinds[raw.LOAI],
    level: levels[raw.CAP],
    parentCode: toNullable(raw.MACHA),
    validFrom: raw.NGAYHIEULUC,
    validTo: raw.NGAYHETHIEULUC,
    predecessorIds: raw.KETHUA.split(';').flatMap(toPredecessorId),
  };
  return [{ entity: 'administrativeUnit', id: toUnitId(content.code, content.validFrom), content }];
}

/** A procedure of the catalogue. */
export function toProcedure(raw: OnestopProcedure): CanonicalRecord<ProcedureContent>[] {
  const content: ProcedureContent = {
    code: raw.MATTHC,
    name: toText(raw.TENTTHC),
    level: levels[raw.CAPTHUCHIEN],
    serviceLevel: raw.MUCDO === '' ? null : serviceLevels[raw.MUCDO],
    fieldCode: raw.MALINHVUC,
    fieldName: toText(raw.TENLINHVUC),
    agencyCode: toNullable(raw.MADONVI),
    timeLimit: toTimeLimit(raw),
  };
  return [{ entity: 'procedure', id: content.code, content }];
}

/** A dossier. Its id rests on the first code it had, so that re-coding it does not make another one. */
export function toDossier(raw: OnestopDossier): CanonicalRecord<DossierContent>[] {
  const holderCode = toNullable(raw.MaDonViXuLy) ?? raw.MaDonVi;
  const content: DossierContent = {
    codes: toCodes(raw),
    statusCode: raw.TrangThaiHoSo,
    portalStatusCode: raw.TrangThaiCongDVC,
    channelCode: raw.KenhThucHien,
    procedureCode: raw.MaTTHC,
    receivingAgencyCode: raw.MaDonVi,
    holderCode,
    ...toCustody(raw, holderCode),
    applicant: toApplicant(raw),
    subject: toText(raw.TrichYeuHoSo),
    submittedAt: raw.NgayNopHoSo,
    receivedAt: raw.NgayTiepNhan,
    dueAt: raw.NgayHenTra,
    completedAt: raw.NgayKetThucXuLy,
    returnedAt: raw.NgayTra,
    pauses: raw.DanhSachHoSoBoSung.flatMap(
      ({ NgayBoSung, NgayTiepNhanBoSung, NgayHenTraTruoc, NgayHenTraMoi }) =>
        NgayBoSung === null
          ? []
          : [
              {
                requestedAt: NgayBoSung,
                answeredAt: NgayTiepNhanBoSung,
                dueBefore: NgayHenTraTruoc,
                dueAfter: NgayHenTraMoi,
              },
            ],
    ),
  };
  return [{ entity: 'dossier', id: toDossierId(toDossierKey(raw)), content }];
}

/** The key of a dossier at its source: the first code it was known by. */
export function toDossierKey({ MaHoSo, MaHoSoKhac }: Pick<OnestopDossier, 'MaHoSo' | 'MaHoSoKhac'>): string {
  return toNullable(MaHoSoKhac) ?? MaHoSo;
}

/** The hub's id of a dossier by its key. */
export function toDossierId(key: string): string {
  return `dos_${hash('sha256', `onestop\0${key}`, 'base64url').slice(0, 22)}`;
}

function toCodes(raw: OnestopDossier): DossierCode[] {
  const former = toNullable(raw.MaHoSoKhac);
  if (former === null) return [{ value: raw.MaHoSo, issuer: raw.MaDonVi }];
  return [
    { value: raw.MaHoSo, issuer: 'portal' },
    { value: former, issuer: raw.MaDonVi },
  ];
}

/** Since when the holder has it and how often it changed hands, read off the steps. */
function toCustody(
  { TienDo }: OnestopDossier,
  holderCode: string,
): Pick<DossierContent, 'heldSince' | 'handovers'> {
  let heldSince: Date | null = null;
  let handovers = 0;
  let holder: string | null = null;
  for (const { MaDonVi, ThoiDiemXuLy } of TienDo) {
    if (MaDonVi === '' || MaDonVi === holder) continue;
    if (holder !== null) handovers += 1;
    holder = MaDonVi;
    heldSince = ThoiDiemXuLy;
  }
  return { heldSince: holder === holderCode ? heldSince : null, handovers };
}

function toApplicant(raw: OnestopDossier): Applicant {
  const number = raw.DinhDanhCHS.SoDinhDanh.trim();
  return {
    name: toText(raw.ChuHoSo),
    kindCode: raw.LoaiDoiTuong,
    identityNumber: number === '' || number === placeholderIdentity ? null : number,
    phone: toNullable(raw.SoDienThoai),
    address: toNullable(toText(raw.DiaChi)),
  };
}

function toTimeLimit({ THOIGIAN, DONVITINH }: OnestopProcedure): TimeLimit | null {
  return THOIGIAN === null || DONVITINH === '' ? null : { amount: THOIGIAN, unit: limitUnits[DONVITINH] };
}

function toPredecessorId(text: string): string[] {
  const [code = '', day = ''] = text.split('@');
  const validFrom = parseDay(day);
  return validFrom === null ? [] : [toUnitId(code, validFrom)];
}

/** Sources mix composed and decomposed letters; the hub keeps composed ones (NFC). */
function toText(text: string): string {
  return text.normalize('NFC').trim();
}

function toNullable(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
