/** Kinds of documents agencies exchange, what they are about, and how many of each a hundred are. */

/** A kind. */
export interface DocumentKind {
  /** Code and name as the e-office writes them, and what stands in the notation. */
  code: string;
  name: string;
  short: string;
  weight: number;
  /** Share that sets a deadline for the receiver. */
  dueShare: number;
  subjects: readonly string[];
}

export const documentKinds: readonly DocumentKind[] = [
  {
    code: '1',
    name: 'Công văn',
    short: '',
    weight: 52,
    dueShare: 0.45,
    subjects: [
      'V/v báo cáo kết quả giải quyết thủ tục hành chính',
      'V/v rà soát, cập nhật cơ sở dữ liệu thủ tục hành chính',
      'V/v tăng cường sử dụng văn bản điện tử',
      'V/v cử cán bộ tham gia tập huấn phần mềm một cửa điện tử',
      'V/v góp ý dự thảo kế hoạch cải cách hành chính',
      'V/v cung cấp số liệu phục vụ báo cáo sáu tháng',
      'V/v phối hợp kiểm tra công tác tiếp công dân',
      'V/v thực hiện chế độ báo cáo định kỳ',
    ],
  },
  {
    code: '2',
    name: 'Quyết định',
    short: 'QĐ',
    weight: 14,
    dueShare: 0.05,
    subjects: [
      'Về việc công bố danh mục thủ tục hành chính',
      'Về việc phê duyệt quy trình nội bộ giải quyết thủ tục hành chính',
      'Về việc thành lập tổ công tác liên ngành',
    ],
  },
  {
    code: '3',
    name: 'Báo cáo',
    short: 'BC',
    weight: 12,
    dueShare: 0,
    subjects: [
      'Tình hình tiếp nhận và giải quyết hồ sơ',
      'Kết quả công tác kiểm soát thủ tục hành chính',
      'Kết quả ứng dụng công nghệ thông tin',
    ],
  },
  {
    code: '4',
    name: 'Thông báo',
    short: 'TB',
    weight: 9,
    dueShare: 0.1,
    subjects: ['Kết luận cuộc họp giao ban', 'Lịch tiếp công dân định kỳ', 'Về việc bảo trì hệ thống một cửa'],
  },
  {
    code: '5',
    name: 'Kế hoạch',
    short: 'KH',
    weight: 6,
    dueShare: 0.2,
    subjects: ['Cải cách hành chính năm 2018', 'Triển khai chữ ký số chuyên dùng'],
  },
  {
    code: '6',
    name: 'Giấy mời',
    short: 'GM',
    weight: 5,
    dueShare: 0,
    subjects: ['Họp triển khai liên thông văn bản điện tử', 'Dự hội nghị sơ kết sáu tháng đầu năm'],
  },
  {
    code: '7',
    name: 'Tờ trình',
    short: 'TTr',
    weight: 2,
    dueShare: 0.6,
    subjects: ['Về việc đề nghị phê duyệt chủ trương', 'Về việc đề nghị giải quyết hồ sơ liên thông'],
  },
];
