/**
 * The columns of a file of dossiers, by what their headings say: agencies write their sheets themselves, so headings are matched by their words,
 * without accents, case or punctuation, and in any order.
 */
import { HubError } from '../../errors.js';
import { toWords } from '../../lists/fold.js';

/** A field of a dossier in a file. */
export type Field = keyof typeof headings;

/** What each field is headed by; a name of our own is taken too, for files that programs write. */
export const headings = {
  code: ['Mã hồ sơ', 'Mã số hồ sơ', 'Số hồ sơ'],
  procedureCode: ['Mã thủ tục', 'Mã TTHC', 'Mã thủ tục hành chính'],
  agencyCode: ['Mã đơn vị tiếp nhận', 'Mã cơ quan tiếp nhận', 'Mã đơn vị'],
  holderCode: ['Mã đơn vị xử lý', 'Mã cơ quan xử lý'],
  applicantName: ['Chủ hồ sơ', 'Người nộp', 'Họ tên người nộp', 'Tên tổ chức, cá nhân'],
  applicantKind: ['Loại đối tượng'],
  identityNumber: ['Số định danh', 'CCCD', 'Số CCCD', 'CMND/CCCD', 'Mã số thuế'],
  phone: ['Số điện thoại', 'Điện thoại'],
  address: ['Địa chỉ'],
  subject: ['Trích yếu', 'Nội dung', 'Về việc'],
  channel: ['Kênh thực hiện', 'Hình thức nộp'],
  status: ['Trạng thái', 'Tình trạng', 'Trạng thái hồ sơ'],
  submittedAt: ['Ngày nộp', 'Ngày nộp hồ sơ'],
  receivedAt: ['Ngày tiếp nhận', 'Ngày nhận'],
  dueAt: ['Ngày hẹn trả', 'Hạn trả'],
  completedAt: ['Ngày xử lý xong', 'Ngày kết thúc xử lý'],
  returnedAt: ['Ngày trả', 'Ngày trả kết quả'],
  updatedAt: ['Ngày cập nhật', 'Cập nhật lúc'],
} as const;

/** Without these a sheet is none of dossiers. */
const needed: readonly Field[] = ['code', 'procedureCode', 'agencyCode', 'applicantName', 'status'];

/** How far down the headings may stand, below a title. */
const searchedRows = 20;

const toFolded = (text: string): string => toWords(text).join(' ');

const fieldOf: ReadonlyMap<string, Field> = new Map(
  (Object.keys(headings) as Field[]).flatMap((field) =>
    [field, ...headings[field]].map((heading) => [toFolded(heading), field] as const),
  ),
);

/** The row the headings stand in, and the name of each column: its field, or what is written over it. */
export interface Columns {
  row: number;
  names: string[];
}

/**
 * Finds the headings of a sheet; null for one that has none at all, such as a page of notes.
 * @throws HubError SOURCE_INVALID naming what is missing, or what is there twice.
 */
export function findColumns(rows: readonly (readonly string[])[], sheet: string): Columns | null {
  const candidates = rows.slice(0, searchedRows).map((row) => row.map((text) => fieldOf.get(toFolded(text))));
  const counts = candidates.map((fields) => new Set(fields.filter((field) => field !== undefined)).size);
  const most = Math.max(0, ...counts);
  // One heading may be a word of a title.
  if (most < 2) return null;
  const row = counts.indexOf(most);
  const fields = candidates[row] ?? [];
  const missing = needed.filter((field) => !fields.includes(field));
  const twice = fields.find((field, n) => field !== undefined && fields.indexOf(field) !== n);
  const refuse = (what: string): never => {
    throw new HubError('SOURCE_INVALID', `sheet ${sheet}: expected ${what}`, { source: 'dropfolder' });
  };
  if (missing.length > 0)
    refuse(`columns ${missing.map((field) => headings[field][0]).join(', ')}, did not find them`);
  if (twice !== undefined) refuse(`one column ${headings[twice][0]}, found two`);
  const names = fields.map((field, n) => field ?? toOther(rows[row]?.[n] ?? '', n));
  return { row, names };
}

/** Names that are not a sheet's to give. */
const reserved: readonly string[] = ['kind', 'file', 'fileAt', 'sheet', 'row', 'fault'];

/** A column we have no field for keeps its heading. */
function toOther(heading: string, column: number): string {
  const text = heading.normalize('NFC').trim();
  return text === '' || reserved.includes(text) ? `column ${column + 1} ${text}`.trim() : text;
}
