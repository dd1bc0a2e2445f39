/** What officers write down at the steps of a dossier, and the desks they sit at. */
import type { Level } from '../../src/records/record.js';

/** Where a step is done within an agency. */
export type Desk = 'reception' | 'specialist' | 'leader';

/** The one-stop desk, by the same name everywhere. */
export const receptionDesk = 'Bộ phận Tiếp nhận và Trả kết quả';

/** Where decisions are signed, by level. */
export const leaderDesks: Readonly<Record<Level, string>> = {
  PROVINCE: 'Lãnh đạo cơ quan',
  DISTRICT: 'Lãnh đạo Ủy ban nhân dân cấp huyện',
  COMMUNE: 'Lãnh đạo Ủy ban nhân dân cấp xã',
};

/** Specialist desk of a level for procedures of a sector; `other` for sectors without their own. */
export const specialistDesks: Readonly<Record<Level, Readonly<Record<string, string>>>> = {
  PROVINCE: { other: 'Phòng chuyên môn' },
  DISTRICT: {
    G02: 'Phòng Kinh tế và Hạ tầng',
    G03: 'Phòng Giáo dục và Đào tạo',
    G04: 'Phòng Kinh tế và Hạ tầng',
    G05: 'Phòng Tài chính - Kế hoạch',
    G07: 'Phòng Lao động - Thương binh và Xã hội',
    G09: 'Phòng Nội vụ',
    G10: 'Phòng Nông nghiệp và Phát triển nông thôn',
    G12: 'Phòng Tài chính - Kế hoạch',
    G13: 'Phòng Tài nguyên và Môi trường',
    G15: 'Phòng Tư pháp',
    G16: 'Phòng Văn hóa và Thông tin',
    G17: 'Phòng Kinh tế và Hạ tầng',
    other: 'Văn phòng Ủy ban nhân dân',
  },
  COMMUNE: {
    G07: 'Công chức Văn hóa - Xã hội',
    G11: 'Chỉ huy trưởng Quân sự',
    G13: 'Công chức Địa chính - Xây dựng',
    G15: 'Công chức Tư pháp - Hộ tịch',
    G16: 'Công chức Văn hóa - Xã hội',
    other: 'Công chức Văn phòng - Thống kê',
  },
};

/** The notes of each step. */
export const stepNotes = {
  registered: 'Người nộp gửi hồ sơ trực tuyến',
  received: 'Tiếp nhận hồ sơ và hẹn trả kết quả',
  assigned: 'Chuyển bộ phận chuyên môn xử lý',
  supplementAsked: 'Yêu cầu bổ sung, hoàn thiện hồ sơ',
  supplementBrought: 'Đã nhận giấy tờ bổ sung, tiếp tục xử lý',
  handedOver: 'Chuyển hồ sơ liên thông, đề nghị cho ý kiến',
  handedBack: 'Nhận lại hồ sơ kèm ý kiến của cơ quan phối hợp',
  appraised: 'Thẩm định hồ sơ',
  feeAsked: 'Thông báo thực hiện nghĩa vụ tài chính',
  feePaid: 'Đã thực hiện nghĩa vụ tài chính, tiếp tục xử lý',
  submitted: 'Trình ký kết quả',
  completed: 'Đã có kết quả, chuyển bộ phận trả kết quả',
  returned: 'Trả kết quả cho người nộp',
  withdrawn: 'Người nộp đề nghị rút hồ sơ',
  stopped: 'Dừng xử lý do chưa đủ điều kiện giải quyết',
  refused: 'Không tiếp nhận do quá hạn bổ sung hồ sơ',
} as const;

/** What supplements ask for. */
export const supplementNotes: readonly string[] = [
  'Bổ sung bản sao giấy tờ có chứng thực',
  'Bổ sung chữ ký của các thành viên trong gia đình',
  'Kê khai lại đơn theo mẫu quy định',
  'Bổ sung bản vẽ, sơ đồ vị trí',
  'Bổ sung giấy tờ chứng minh thẩm quyền',
];
