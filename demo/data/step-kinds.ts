/** The kinds of step a dossier goes through, what officers write down at them, and the desks they sit at. */
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

/** Kind of a step: the status after it (national portal code), the desk it is done at, the note left. */
export interface StepKind {
  status: number;
  desk: Desk;
  note: string;
}

/** Every kind of step. */
export const stepKinds = {
  registered: { status: 1, desk: 'reception', note: 'Người nộp gửi hồ sơ trực tuyến' },
  received: { status: 2, desk: 'reception', note: 'Tiếp nhận hồ sơ và hẹn trả kết quả' },
  assigned: { status: 4, desk: 'specialist', note: 'Chuyển bộ phận chuyên môn xử lý' },
  supplementAsked: { status: 5, desk: 'specialist', note: 'Yêu cầu bổ sung, hoàn thiện hồ sơ' },
  supplementBrought: { status: 4, desk: 'specialist', note: 'Đã nhận giấy tờ bổ sung, tiếp tục xử lý' },
  handedOver: { status: 4, desk: 'specialist', note: 'Chuyển hồ sơ liên thông, đề nghị cho ý kiến' },
  handedBack: { status: 4, desk: 'specialist', note: 'Nhận lại hồ sơ kèm ý kiến của cơ quan phối hợp' },
  appraised: { status: 4, desk: 'specialist', note: 'Thẩm định hồ sơ' },
  feeAsked: { status: 6, desk: 'specialist', note: 'Thông báo thực hiện nghĩa vụ tài chính' },
  feePaid: { status: 4, desk: 'specialist', note: 'Đã thực hiện nghĩa vụ tài chính, tiếp tục xử lý' },
  submitted: { status: 4, desk: 'leader', note: 'Trình ký kết quả' },
  completed: { status: 9, desk: 'specialist', note: 'Đã có kết quả, chuyển bộ phận trả kết quả' },
  returned: { status: 10, desk: 'reception', note: 'Trả kết quả cho người nộp' },
  withdrawn: { status: 7, desk: 'reception', note: 'Người nộp đề nghị rút hồ sơ' },
  stopped: { status: 8, desk: 'leader', note: 'Dừng xử lý do chưa đủ điều kiện giải quyết' },
  refused: { status: 3, desk: 'reception', note: 'Không tiếp nhận do quá hạn bổ sung hồ sơ' },
} as const satisfies Readonly<Record<string, StepKind>>;

/** What supplements ask for. */
export const supplementNotes: readonly string[] = [
  'Bổ sung bản sao giấy tờ có chứng thực',
  'Bổ sung chữ ký của các thành viên trong gia đình',
  'Kê khai lại đơn theo mẫu quy định',
  'Bổ sung bản vẽ, sơ đồ vị trí',
  'Bổ sung giấy tờ chứng minh thẩm quyền',
];
