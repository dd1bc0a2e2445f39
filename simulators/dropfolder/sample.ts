/** Rows to fill a sheet with: the n-th one, last changed so many seconds after the beginning of its world. */
import type { SheetRow } from './agency.js';

const beginMs = Date.parse('2018-03-05T08:00:00+07:00');

/** Makes one. */
export function makeSheetRow(n: number, second: number): SheetRow {
  return {
    code: `0${String(n).padStart(6, '0')}`,
    subject: `Đăng ký thử số ${n}`,
    status: n % 2 === 0 ? 'Đang xử lý' : '10',
    updatedAt: new Date(beginMs + second * 1_000),
  };
}
