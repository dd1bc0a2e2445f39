/**
 * What the one-stop promises on the wire, field by field, and nothing of what we make of it (map.ts). Everything is a
 * string; an empty one stands for null. An item that breaks its shape goes to quarantine with the field named.
 */
import { z } from 'zod';
import { parseInstant, parseDay } from './wire-time.js';

const text = z.string();
const filled = z.string().trim().min(1, 'expected a value, came an empty string');

const optionalInstant = z.string().transform((value, context) => {
  if (value === '') return null;
  const at = parseInstant(value);
  if (at !== null) return at;
  context.addIssue({
    code: 'custom',
    message: 'expected yyyyMMddHHmmss, dd/MM/yyyy HH:mm:ss or RFC 3339 of a real day',
  });
  return z.NEVER;
});

const optionalDay = z.string().transform((value, context) => {
  if (value === '') return null;
  const day = parseDay(value);
  if (day !== null) return day;
  context.addIssue({ code: 'custom', message: 'expected yyyyMMdd of a real day' });
  return z.NEVER;
});

const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'expected a whole number of at most nine digits')
  .transform(Number);
const optionalWhole = z.union([z.literal('').transform(() => null), whole]);
const levelCode = z.enum(['1', '2', '3'], 'expected 1 province, 2 district or 3 commune');
/** When an item last changed; what pages are asked for by, so it must be one the source understands. */
export const stamp = z
  .string()
  .refine(
    (text) => /^\d{14}$/.test(text) && parseInstant(text) !== null,
    'expected yyyyMMddHHmmss of a real day',
  );

/** LayDanhMucCoQuan: an agency. */
export const agencyShape = z.object({
  MADONVI: filled,
  TENDONVI: filled,
  CAPDONVI: levelCode,
  MADONVICHA: text,
  MADIABAN: text,
  NGAYTHIDIEM: optionalDay,
  NGAYHIEULUC: optionalDay,
  NGAYHETHIEULUC: optionalDay,
  NGAYCAPNHAT: stamp,
});
export type OnestopAgency = z.infer<typeof agencyShape>;

/** LayDanhMucDiaBan: an administrative unit during one period. */
export const placeShape = z.object({
  MADIABAN: filled,
  TENDIABAN: filled,
  CAP: levelCode,
  LOAI: z.enum(
    ['Tỉnh', 'Thành phố', 'Thị xã', 'Huyện', 'Xã', 'Phường', 'Thị trấn'],
    'expected a known kind of unit',
  ),
  MACHA: text,
  NGAYHIEULUC: optionalDay.pipe(z.string('expected the first day of the period')),
  NGAYHETHIEULUC: optionalDay,
  KETHUA: z.string().regex(/^(\d+@\d{8}(;\d+@\d{8})*)?$/, 'expected code@yyyyMMdd;…'),
  NGAYCAPNHAT: stamp,
});
export type OnestopPlace = z.infer<typeof placeShape>;

/** LayDanhSachTTHC: a procedure. */
export const procedureShape = z.object({
  MATTHC: filled,
  TENTTHC: filled,
  MALINHVUC: filled,
  TENLINHVUC: filled,
  CAPTHUCHIEN: levelCode,
  MUCDO: z.union([z.literal(''), z.enum(['1', '2', '3', '4'], 'expected a service level 1 to 4')]),
  MADONVI: text,
  THOIGIAN: optionalWhole,
  DONVITINH: z.union([
    z.literal(''),
    z.enum(['Ngày làm việc', 'Ngày', 'Giờ'], 'expected a known unit of time'),
  ]),
  NGAYCAPNHAT: stamp,
});
export type OnestopProcedure = z.infer<typeof procedureShape>;

const supplementShape = z.object({
  NgayBoSung: optionalInstant,
  NgayTiepNhanBoSung: optionalInstant,
  NgayHenTraTruoc: optionalInstant,
  NgayHenTraMoi: optionalInstant,
});

const progressShape = z.object({ ThoiDiemXuLy: optionalInstant, MaDonVi: text });

/** LayDanhSachHoSo: a dossier. Only what the hub uses; the rest of the item is kept in the page's bytes. */
export const dossierShape = z.object({
  MaHoSo: filled.max(50, 'expected at most 50 characters'),
  MaHoSoKhac: text.max(50, 'expected at most 50 characters'),
  MaDonVi: filled,
  MaDonViXuLy: text,
  MaTTHC: filled,
  KenhThucHien: whole,
  ChuHoSo: filled,
  LoaiDoiTuong: whole,
  DinhDanhCHS: z.object({ LoaiDinhDanh: text, SoDinhDanh: text }),
  SoDienThoai: text,
  DiaChi: text,
  TrichYeuHoSo: text.max(1000, 'expected at most 1000 characters'),
  NgayNopHoSo: optionalInstant,
  NgayTiepNhan: optionalInstant,
  NgayHenTra: optionalInstant,
  TrangThaiHoSo: whole,
  TrangThaiCongDVC: optionalWhole,
  NgayKetThucXuLy: optionalInstant,
  NgayTra: optionalInstant,
  DanhSachHoSoBoSung: z.array(supplementShape),
  TienDo: z.array(progressShape),
  NgayCapNhat: stamp,
});
export type OnestopDossier = z.infer<typeof dossierShape>;
