/** Files of every kind and encoding: the same rows come out; hostile and broken ones are refused, saying why. */
import { describe, expect, test } from '@jest/globals';
import { utils } from '@e965/xlsx';
import { parseItems, toBytes, toFilePages } from '../../../src/connectors/dropfolder/pages.js';
import { itemShape } from '../../../src/connectors/dropfolder/wire.js';
import { headings, rows, toCsv, toSheet, toUtf16, toWindows1258, toWorkbook, toZip } from './files.js';

const changedAt = new Date('2018-03-06T01:00:00.000Z');
const table = [headings, ...rows];

/** Items of a file's pages, by the pages' own bytes. */
async function readItems(name: string, bytes: Buffer): Promise<Record<string, unknown>[]> {
  const pages = await toFilePages({ name, bytes, hash: 'h', changedAt, sizeBytes: bytes.length }, 100);
  return pages.flatMap((page) => parseItems(toBytes(page)) as Record<string, unknown>[]);
}

/** Why a file or its first bad row is refused, with the field. */
async function findFault(name: string, bytes: Buffer): Promise<string> {
  const items = await readItems(name, bytes);
  const [issue] = items.flatMap((item) => itemShape.safeParse(item).error?.issues ?? []);
  return issue === undefined ? 'nothing' : `${issue.path.join('.')}: ${issue.message}`;
}

const csv = toCsv(table);
const lines = rows.map((row) =>
  JSON.stringify(Object.fromEntries(headings.map((name, n) => [name, row[n]]))),
);
const jsonLines = lines.join('\n');

describe('the same rows come out of', () => {
  test.each<[string, string, Buffer]>([
    ['CSV in UTF-8', 'a.csv', Buffer.from(csv)],
    ['CSV in UTF-8 with a byte order mark', 'a.csv', Buffer.from(`\ufeff${csv}`)],
    ['CSV with semicolons', 'a.csv', Buffer.from(toCsv(table, ';'))],
    ['CSV with tabs', 'a.TSV', Buffer.from(toCsv(table, '\t'))],
    ['CSV in UTF-16, little end first', 'a.csv', toUtf16(csv, false)],
    ['CSV in UTF-16, big end first', 'a.csv', toUtf16(csv, true)],
    ['CSV in Windows-1258', 'a.csv', toWindows1258(csv)],
    ['CSV in decomposed letters', 'a.csv', Buffer.from(csv.normalize('NFD'))],
    ['XLSX', 'a.xlsx', toWorkbook(toSheet(table), 'xlsx')],
    ['XLS', 'a.xls', toWorkbook(toSheet(table), 'biff8')],
    ['JSON Lines', 'a.jsonl', Buffer.from(jsonLines)],
    ['a ZIP of CSV', 'a.zip', toZip([{ name: 'thư mục/a.csv', bytes: Buffer.from(csv) }])],
    ['a ZIP of XLSX', 'a.zip', toZip([{ name: 'a.xlsx', bytes: toWorkbook(toSheet(table), 'xlsx') }])],
  ])('%s', async (_, name, bytes) => {
    const items = (await readItems(name, bytes)).map((item) => itemShape.parse(item));
    expect(items).toMatchObject([
      { kind: 'row', code: '0001', applicantName: 'Nguyễn Thị Mẫu', agencyCode: '000.00.31.H31', status: 4 },
      { kind: 'row', code: '0002', applicantName: 'Trần Văn Ví Dụ', procedureCode: '1.000001', status: 10 },
    ]);
  });
});

describe('headings', () => {
  test.each<[string, string[]]>([
    ['in another order', headings.toReversed()],
    [
      'in capitals, without accents',
      ['MA HO SO', 'MA THU TUC', 'MA DON VI TIEP NHAN', 'CHU HO SO', 'TRANG THAI'],
    ],
    ['by our own names', ['code', 'procedureCode', 'agencyCode', 'applicantName', 'status']],
  ])('are found %s', async (how, names) => {
    const values = how === 'in another order' ? rows.map((row) => row.toReversed()) : rows;
    const [item] = await readItems('a.csv', Buffer.from(toCsv([names, ...values])));
    expect(itemShape.parse(item)).toMatchObject({ code: '0001', status: 4 });
  });

  test('are found below a title, blank rows do not count, and each row keeps its number', async () => {
    const sheet = [['DANH SÁCH HỒ SƠ'], [''], headings, rows[0] ?? [], [''], rows[1] ?? []];
    const bytes = Buffer.from(toCsv(sheet));
    const file = { name: 'a.csv', bytes, hash: 'h', changedAt, sizeBytes: bytes.length };
    expect((await toFilePages(file, 100)).map(({ numbers }) => numbers)).toEqual([[4, 6]]);
    expect((await toFilePages(file, 1)).map(({ numbers }) => numbers)).toEqual([[4], [6]]);
    const places = (await readItems('a.csv', bytes)).map((item) => [
      item['file'],
      item['sheet'],
      item['row'],
    ]);
    expect(places).toEqual([4, 6].map((row) => ['a.csv', 'a.csv', row]));
  });

  test('we have no field for keep their column, and take no name of ours away', async () => {
    const more = [
      [...headings, 'Ghi chú', 'kind', ''],
      [...(rows[0] ?? []), 'gấp', 'file', 'x'],
    ];
    const [item] = await readItems('a.csv', Buffer.from(toCsv(more)));
    expect(item).toMatchObject({ kind: 'row', 'Ghi chú': 'gấp', 'column 7 kind': 'file', 'column 8': 'x' });
  });

  test.each([
    [headings.slice(1), 'columns Mã hồ sơ, did not find them'],
    [[...headings, 'Số hồ sơ'], 'one column Mã hồ sơ, found two'],
    [['a', 'b', 'c'], 'a sheet with headings such as Mã hồ sơ, found none'],
  ])('%j are refused', async (names, fault) => {
    expect(await findFault('a.csv', Buffer.from(toCsv([names, ...rows])))).toContain(fault);
  });
});

describe('in a workbook', () => {
  test('codes keep the zeros they are shown with, days are days, a sheet of notes is passed over', async () => {
    const sheet = utils.aoa_to_sheet([[...headings, 'Ngày tiếp nhận'], []]);
    sheet['A2'] = { t: 'n', v: 7, z: '0000' };
    utils.sheet_add_aoa(sheet, [['1.000001', 'A', 'Mẫu', 4]], { origin: 'B2' });
    sheet['F2'] = { t: 'n', v: 43_164.5, z: 'm/d/yy h:mm' };
    sheet['!ref'] = 'A1:F2';
    const items = await readItems('a.xlsx', toWorkbook(sheet, 'xlsx'));
    const receivedAt = new Date('2018-03-05T12:00:00+07:00');
    expect(items.map((item) => itemShape.parse(item))).toMatchObject([
      { code: '0007', status: 4, receivedAt },
    ]);
  });

  test('a formula is refused in its field, and no value', async () => {
    const sheet = toSheet(table);
    sheet['D2'] = { t: 's', v: 'Nguyễn Thị Mẫu', f: 'HYPERLINK("http://x")' };
    expect(await findFault('a.xlsx', toWorkbook(sheet, 'xlsx'))).toBe(
      'applicantName: expected a value, came a formula',
    );
  });

  test('a value beyond all columns is told, not cut off', async () => {
    const sheet = toSheet(table);
    utils.sheet_add_aoa(sheet, [['x']], { origin: 'ZZ1' });
    expect(await findFault('a.xlsx', toWorkbook(sheet, 'xlsx'))).toContain(
      '200 columns, found a value at ZZ1',
    );
  });
});

const zeros = Buffer.alloc(2_000_000);
const whole = toZip([{ name: 'a.csv', bytes: Buffer.from(csv) }]);

describe('refused is', () => {
  test.each<[string, string, Buffer, string]>([
    [
      'a bomb that says so',
      'a.zip',
      toZip([{ name: 'a.csv', bytes: zeros }]),
      'no file 200 times its packed size',
    ],
    [
      'a bomb that lies',
      'a.zip',
      toZip([{ name: 'a.csv', bytes: zeros, claims: 900_000 }]),
      'came one that is broken',
    ],
    ['a bomb in a workbook', 'a.xlsx', toZip([{ name: 'xl/a.xml', bytes: zeros }]), 'no file 200 times'],
    [
      'an archive in an archive',
      'a.zip',
      toZip([{ name: 'b.zip', bytes: whole }]),
      'came an archive in an archive',
    ],
    ['half an archive', 'a.zip', whole.subarray(0, whole.length / 2), 'came one that is broken'],
    ['a workbook that is none', 'a.xls', Buffer.from([0xd0, 0xcf, 1, 2]), 'found none'],
    ['an unknown kind', 'a.pdf', Buffer.from('%PDF'), 'its ending saying which; came pdf'],
    ['a text called a workbook', 'a.xlsx', Buffer.from(csv), 'its ending saying which; came xlsx'],
    ['an open quote', 'a.csv', Buffer.from(`${csv}\r\n"x`), 'separated values (RFC 4180)'],
    [
      'a formula in a text',
      'a.csv',
      Buffer.from(csv.replace('Nguyễn Thị Mẫu', '=1+1')),
      'applicantName: expected a value, came a formula',
    ],
    [
      'a day there is not',
      'a.csv',
      Buffer.from(
        toCsv([
          [...headings, 'Hạn trả'],
          [...(rows[0] ?? []), '30/2/2018'],
        ]),
      ),
      'dueAt: expected dd/MM/yyyy',
    ],
    [
      'a status in other words',
      'a.csv',
      Buffer.from(csv.replace('Đang xử lý', 'xong')),
      'status: expected a number or one of',
    ],
    [
      'a line that is no object',
      'a.jsonl',
      Buffer.from(`${jsonLines}\nxin chào`),
      'code: expected a value, came an empty cell',
    ],
  ])('%s', async (_, name, bytes, fault) => {
    expect(await findFault(name, bytes)).toContain(fault);
  });
});
