/** One slip of each kind, with a signed receipt. */
import { signReceipt } from '../../src/evidence/receipt.js';
import type { AppointmentSlip, ControlSlip } from '../../src/gateway/slip-page.js';
import { key, makeClaims, makeEvents, type SampleEvent } from '../evidence/sample-hub.js';

const [event] = makeEvents(1) as [SampleEvent];
const claims = {
  ...makeClaims(event),
  jti: 'rcp_0jgw3b2k7f00112233445566778899',
  dossier: 'onestop:000.00.01.H31-180507-0007',
  transfer: 'trf_0jgw3b2k7f00112233445566778899',
  claimedAt: '2018-05-07T09:00:58+07:00',
  body: event.hash,
};
const local = (text: string): Date => new Date(`${text}:00+07:00`);

const head = {
  superior: 'ỦY BAN NHÂN DÂN HUYỆN TIÊN LỮ',
  agency: 'ỦY BAN NHÂN DÂN XÃ DỊ CHẾ',
  dossier: '000.00.01.H31-180507-0007',
  procedure: 'Đăng ký biến động quyền sử dụng đất đối với trường hợp chuyển nhượng',
  receivedAt: local('2018-05-07T08:05'),
  dueAt: local('2018-06-05T17:00'),
  originalDueAt: null,
  issuedAt: local('2018-05-21T09:30'),
  receipt: { id: claims.jti, jws: await signReceipt(claims, key) },
  verifyUrl: 'https://lienthong.hungyen.example/verify',
};
const commune = { agency: 'UBND xã Dị Chế', person: 'Bùi Thị Mẫu' };
const office = { agency: 'Chi nhánh VPĐKĐĐ huyện Tiên Lữ', person: 'Trần Văn Thử' };
const tax = { agency: 'Chi cục Thuế huyện Tiên Lữ', person: null };

export const controlSlip: ControlSlip = {
  ...head,
  kind: 'CONTROL',
  originalDueAt: local('2018-05-28T17:00'),
  rows: [
    {
      from: { ...commune, at: local('2018-05-07T10:15') },
      to: { ...office, at: local('2018-05-07T14:02') },
      dueAt: local('2018-05-08T17:00'),
      result: 'EARLY',
      note: null,
    },
    {
      from: { ...office, at: local('2018-05-14T16:40') },
      to: { ...tax, at: local('2018-05-15T08:00') },
      dueAt: local('2018-05-15T08:00'),
      result: 'ON_TIME',
      note: 'Kèm phiếu chuyển thông tin địa chính',
    },
    {
      from: { ...tax, at: local('2018-05-21T09:12') },
      to: { ...office, at: local('2018-05-21T09:20') },
      dueAt: local('2018-05-18T17:00'),
      result: 'LATE',
      note: 'Đã có phiếu xin lỗi và hẹn lại ngày trả kết quả',
    },
    { from: { ...office, at: local('2018-05-21T09:28') }, to: null, dueAt: null, result: null, note: null },
  ],
};

export const appointmentSlip: AppointmentSlip = {
  ...head,
  kind: 'APPOINTMENT',
  applicant: 'Nguyễn Thị Ví Dụ',
  contacts: ['Thôn Mẫu, xã Dị Chế, huyện Tiên Lữ, tỉnh Hưng Yên', '0900 000 000'],
  papers: [
    { name: 'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất', copies: 1 },
    { name: 'Hợp đồng chuyển nhượng quyền sử dụng đất đã công chứng', copies: 1 },
    { name: 'Bản gốc giấy chứng nhận quyền sử dụng đất', copies: 1 },
  ],
  receivedBy: 'Bùi Thị Mẫu',
  returnPlace: 'Bộ phận Tiếp nhận và Trả kết quả, UBND xã Dị Chế',
};
