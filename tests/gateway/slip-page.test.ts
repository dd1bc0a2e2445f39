/** Slips as they are printed: every datum is text, times are to the minute, the code holds the receipt. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import qrcode from 'qrcode-generator';
import { createHash } from 'node:crypto';
import { toCompactReceipt } from '../../src/evidence/receipt.js';
import { slipContentSecurityPolicy, toSlipPage, type Slip } from '../../src/gateway/slip-page.js';
import { toQrSvg } from '../../src/gateway/slip-page/qr-svg.js';
import { appointmentSlip, controlSlip } from './sample-slips.js';

/** The text of a page with its tags taken out and blanks made one. */
function toText(slip: Slip): string {
  return toSlipPage(slip)
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('a control slip', () => {
  const text = toText(controlSlip);

  test('tells every step with both sides, to the minute, and how it came out', () => {
    expect(text).toContain(
      '1 UBND xã Dị Chế Bùi Thị Mẫu 10:15 07/05/2018 Chi nhánh VPĐKĐĐ huyện Tiên Lữ Trần Văn Thử 14:02 07/05/2018 17:00 08/05/2018 Trước hạn',
    );
    expect(text).toContain('08:00 15/05/2018 Đúng hạn Kèm phiếu chuyển');
    expect(text).toContain('Quá hạn Đã có phiếu xin lỗi');
  });

  test('says that a step goes on and nobody has it yet', () => {
    expect(text).toContain(
      '4 Chi nhánh VPĐKĐĐ huyện Tiên Lữ Trần Văn Thử 09:28 21/05/2018 Chưa nhận – Đang giải quyết',
    );
  });

  test('keeps the first appointment beside the new one', () => {
    expect(text).toContain('Hẹn trả kết quả 17:00 ngày 05/06/2018 Ngày hẹn ban đầu 17:00 ngày 28/05/2018');
  });
});

describe('an appointment slip', () => {
  test('tells who handed in what, and when and where to come back', () => {
    const text = toText(appointmentSlip);
    expect(text).toContain('Người nộp hồ sơ Nguyễn Thị Ví Dụ');
    expect(text).toContain('Hẹn trả kết quả 17:00 ngày 05/06/2018 Nơi trả kết quả Bộ phận Tiếp nhận');
    expect(text).toContain('3 Bản gốc giấy chứng nhận quyền sử dụng đất 1');
  });

  test('gives none where there is none', () => {
    expect(toText({ ...appointmentSlip, dueAt: null })).toContain('Hẹn trả kết quả không hẹn trước');
  });
});

describe('every slip', () => {
  test('is the same page whatever a datum looks like: no datum becomes markup', () => {
    const tagsOf = (slip: Slip): string[] => toSlipPage(slip).match(/<[a-z!/][^>]*>/g) ?? [];
    const data = fc.oneof(
      fc.string(),
      fc.constantFrom('</td><script>', `" onload='x'`, '<b>', '&lt;b&gt;', '</style>'),
    );
    // A short code: drawing a real one for every case takes most of a minute.
    const receipt = { id: 'rcp_1', jws: 'x' };
    const withDatum = (text: string): Slip[] => [
      {
        ...controlSlip,
        receipt,
        agency: text,
        procedure: text,
        rows: controlSlip.rows.map((row) => ({
          ...row,
          note: text,
          from: { ...row.from, agency: text, person: text },
        })),
      },
      {
        ...appointmentSlip,
        receipt,
        applicant: text,
        contacts: [text],
        papers: [{ name: text, copies: 1 }],
        receivedBy: text,
        verifyUrl: text,
        superior: text,
      },
    ];
    const usual = withDatum('x').map((slip) => tagsOf(slip).length);
    fc.assert(
      fc.property(data, (text) => {
        expect(withDatum(text).map((slip) => tagsOf(slip).length)).toEqual(usual);
        expect(withDatum(text).some((slip) => toSlipPage(slip).includes('<script'))).toBe(false);
      }),
    );
  });

  test('goes out under a policy that allows its style and nothing else', () => {
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(toSlipPage(controlSlip)) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(slipContentSecurityPolicy).toContain(`style-src 'sha256-${hash}';`);
    expect(toSlipPage(controlSlip)).not.toMatch(/ style="|<script|https?:\/\/(?!lienthong)/);
  });
});

describe('the code', () => {
  const { jws } = controlSlip.receipt;

  test('has the dark modules of the receipt as text that stands alone', () => {
    const code = qrcode(0, 'L');
    code.addData(toCompactReceipt(jws));
    code.make();
    const count = code.getModuleCount();
    const drawn = Array.from({ length: count }, () => new Array<boolean>(count).fill(false));
    const path = toSlipPage(controlSlip).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g);
    for (const [, x, y, width] of path)
      drawn[Number(y) - 4]?.fill(true, Number(x) - 4, Number(x) - 4 + Number(width));
    expect(drawn).toEqual(drawn.map((row, y) => row.map((_, x) => code.isDark(y, x))));
  });

  test('is not made of more than a code can hold', () => {
    expect(() => toQrSvg('x'.repeat(2954), 'x')).toThrow('at most 2953 bytes');
    expect(toQrSvg('x'.repeat(2953), 'x').markup).toContain('viewBox="0 0 185 185"');
  });
});
