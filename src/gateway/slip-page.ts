/**
 * A slip → the page that is printed, in Vietnamese, with the receipt as a QR code that anybody can verify without the hub.
 * Pure: no request, no clock. The answer goes out under `slipContentSecurityPolicy`.
 */
import { toVietnameseMinute } from '../calendar/local-time.js';
import { toCompactReceipt } from '../evidence/receipt.js';
import { toAppointment } from './slip-page/appointment.js';
import { toControl } from './slip-page/control.js';
import { html, trusted, type Markup } from './slip-page/html.js';
import { toQrSvg } from './slip-page/qr-svg.js';
import type { Slip } from './slip-page/slip.js';
import { slipStyle } from './slip-page/style.js';

export type {
  AppointmentSlip,
  ControlRow,
  ControlSlip,
  Slip,
  SlipHead,
  SlipPaper,
  SlipParty,
} from './slip-page/slip.js';
export { slipContentSecurityPolicy } from './slip-page/style.js';

/** By itself, since the policy knows it by the hash of exactly this text. */
const style = trusted(`<style>${slipStyle}</style>`);

const titles: Readonly<Record<Slip['kind'], string>> = {
  CONTROL: 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
  APPOINTMENT: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
};

/**
 * The page of a slip, a whole HTML document.
 * @throws HubError BAD_INPUT for a receipt too long for a QR code.
 */
export function toSlipPage(slip: Slip): string {
  const title = titles[slip.kind];
  const body = slip.kind === 'CONTROL' ? toControl(slip) : toAppointment(slip);
  const page = html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${slip.dossier}</title>
        ${style}
      </head>
      <body>
        <main>
          ${toHead(slip)}
          <h1>${title}</h1>
          <p class="number">Mã hồ sơ: <strong>${slip.dossier}</strong></p>
          ${body} ${toFoot(slip)}
        </main>
      </body>
    </html> `;
  return page.markup;
}

function toHead({ agency, superior }: Slip): Markup {
  return html`<header>
    <div>
      ${superior === null ? null : html`<p>${superior}</p>`}
      <p class="rule"><strong>${agency}</strong></p>
    </div>
    <div>
      <p><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong></p>
      <p class="rule"><strong>Độc lập – Tự do – Hạnh phúc</strong></p>
    </div>
  </header>`;
}

function toFoot({ receipt, issuedAt, verifyUrl }: Slip): Markup {
  const where = verifyUrl === null ? null : html`, hoặc tại <strong>${verifyUrl}</strong>`;
  return html`<footer>
    ${toQrSvg(toCompactReceipt(receipt.jws), `Mã QR của biên nhận ${receipt.id}`)}
    <div>
      <p>Biên nhận điện tử: <strong>${receipt.id}</strong></p>
      <p>
        Quét mã để lấy biên nhận đã ký số, rồi dán vào trang kiểm tra (đã lưu trên máy${where}) cùng danh sách
        khóa công bố. Việc kiểm tra không cần kết nối mạng.
      </p>
      <p>In lúc ${toVietnameseMinute(issuedAt)}</p>
    </div>
  </footer>`;
}
