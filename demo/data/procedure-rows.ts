/**
 * How a row of the made-up procedure catalogue is written, and the actions that turn an object into procedures. The
 * rows are in the three files beside this one; `procedures.ts` composes them.
 */
import type { LimitUnit } from '../../src/records/procedure.js';

/** What can be asked about an object; each group has its own actions, the commonest first. */
export type ActionGroup = 'grant' | 'register' | 'approve' | 'settle' | 'recognise' | 'establish' | 'certify';

/** A field of procedures [lĩnh vực] at one level, with the objects of each action group separated by semicolons. */
export interface FieldRow extends Partial<Record<ActionGroup, string>> {
  /** Code of the ministry whose sector it belongs to, such as `G15` for justice. */
  sector: string;
  name: string;
  /** Department competent for it; only at province level. */
  department?: string;
}

/** Actions, time limits to draw from (in `unit`) and fees to draw from (đồng) of one group. */
export interface ActionGroupRow {
  actions: readonly string[];
  unit: LimitUnit;
  amounts: readonly number[];
  fees: readonly number[];
  papers: readonly string[];
}

/** The seven groups. */
export const actionGroups: Readonly<Record<ActionGroup, ActionGroupRow>> = {
  grant: {
    actions: ['Cấp', 'Cấp lại', 'Gia hạn', 'Cấp đổi', 'Sửa đổi, bổ sung', 'Thu hồi theo đề nghị'],
    unit: 'WORKING_DAYS',
    amounts: [3, 5, 5, 7, 10, 15, 20, 25],
    fees: [0, 100_000, 150_000, 300_000, 500_000],
    papers: ['Đơn đề nghị', 'Bản sao giấy tờ pháp lý', 'Tài liệu chứng minh đủ điều kiện'],
  },
  register: {
    actions: ['Đăng ký', 'Đăng ký thay đổi', 'Đăng ký lại', 'Đăng ký bổ sung', 'Xóa đăng ký'],
    unit: 'WORKING_DAYS',
    amounts: [1, 3, 3, 3, 5, 10],
    fees: [0, 0, 30_000, 50_000, 100_000],
    papers: ['Tờ khai đăng ký', 'Bản sao giấy tờ tùy thân'],
  },
  approve: {
    actions: ['Thẩm định', 'Phê duyệt', 'Phê duyệt điều chỉnh', 'Xác nhận hoàn thành', 'Công bố'],
    unit: 'WORKING_DAYS',
    amounts: [10, 15, 15, 20, 20, 30],
    fees: [0, 500_000, 1_000_000, 2_000_000],
    papers: ['Tờ trình', 'Hồ sơ thuyết minh', 'Bản vẽ, phụ lục kèm theo'],
  },
  settle: {
    actions: ['Giải quyết', 'Điều chỉnh', 'Di chuyển hồ sơ hưởng', 'Tạm dừng hưởng', 'Khôi phục'],
    unit: 'WORKING_DAYS',
    amounts: [5, 7, 10, 10, 15, 20],
    fees: [0],
    papers: ['Tờ khai đề nghị', 'Giấy xác nhận của Ủy ban nhân dân cấp xã'],
  },
  recognise: {
    actions: ['Công nhận', 'Công nhận lại', 'Tặng giấy chứng nhận', 'Hủy bỏ công nhận'],
    unit: 'CALENDAR_DAYS',
    amounts: [10, 15, 20, 30],
    fees: [0],
    papers: ['Văn bản đề nghị', 'Báo cáo thành tích hoặc kết quả thực hiện'],
  },
  establish: {
    actions: [
      'Cho phép thành lập',
      'Cho phép hoạt động trở lại',
      'Sáp nhập, chia tách',
      'Đổi tên',
      'Giải thể',
    ],
    unit: 'WORKING_DAYS',
    amounts: [10, 15, 20, 25, 30],
    fees: [0],
    papers: ['Đề án', 'Tờ trình', 'Dự thảo điều lệ hoặc quy chế'],
  },
  certify: {
    actions: ['Chứng thực', 'Xác nhận', 'Cấp bản sao'],
    unit: 'WORKING_HOURS',
    amounts: [4, 8, 8, 16],
    fees: [2_000, 10_000, 50_000],
    papers: ['Bản chính để đối chiếu', 'Bản sao cần chứng thực'],
  },
};
