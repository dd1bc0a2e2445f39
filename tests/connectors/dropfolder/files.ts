/** Files as agencies drop them, made from one list of rows; and archives that tell the truth about themselves, or do not. */
import { crc32, deflateRawSync } from 'node:zlib';
import { utils, write, type WorkSheet } from '@e965/xlsx';

export const headings = ['Mã hồ sơ', 'Mã thủ tục', 'Mã đơn vị tiếp nhận', 'Chủ hồ sơ', 'Trạng thái'];
export const rows = [
  ['0001', '1.000001', '000.00.31.H31', 'Nguyễn Thị Mẫu', 'Đang xử lý'],
  ['0002', '1.000001', '000.00.31.H31', 'Trần Văn Ví Dụ', '10'],
];

/** Values separated; every cell in quotes where it must be. */
export function toCsv(lines: readonly (readonly string[])[], separator = ','): string {
  const quote = (text: string): string => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((line) => line.map(quote).join(separator)).join('\r\n');
}

/** A text in UTF-16, with its byte order mark. */
export function toUtf16(text: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

/** A text in Windows-1258: tone marks apart from their letters, where there is no letter with both. */
export function toWindows1258(text: string): Buffer {
  const decoder = new TextDecoder('windows-1258');
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code] as const),
  );
  const encode = (letter: string): number[] => {
    const code = codes.get(letter);
    if (code !== undefined) return [code];
    const marks = letter.normalize('NFD');
    // Of base, shape and tone the last one is the mark that stands alone: ễ is ê and a tilde.
    const tone = Array.from(marks).find((mark) => codes.has(mark) && /\p{M}/u.test(mark)) ?? '';
    const rest = marks.replace(tone, '').normalize('NFC');
    return [codes.get(rest), codes.get(tone)].map((found) => found ?? 0x3f);
  };
  return Buffer.from(Array.from(text.normalize('NFC')).flatMap(encode));
}

/** A workbook of one sheet. */
export function toWorkbook(sheet: WorkSheet, bookType: 'xlsx' | 'biff8'): Buffer {
  return Buffer.from(
    write({ SheetNames: ['Hồ sơ'], Sheets: { 'Hồ sơ': sheet } }, { type: 'buffer', bookType }) as Uint8Array,
  );
}

/** A sheet of texts. */
export function toSheet(lines: readonly (readonly string[])[]): WorkSheet {
  return utils.aoa_to_sheet(lines.map((line) => [...line]));
}

/** A file for an archive; `claims` is how large it says it is. */
export interface ToPack {
  name: string;
  bytes: Uint8Array;
  claims?: number;
}

/** A ZIP archive (APPNOTE 6.3), deflated. */
export function toZip(files: readonly ToPack[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, claims = bytes.length } of files) {
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(0x0800, 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(claims, 18);
    about.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, title, packed]);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(offset, 12);
    centrals.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), about, place.subarray(2), title]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}
