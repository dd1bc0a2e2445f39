/** A notice in words, in Vietnamese, for the officers it goes to: dossier by its code, agencies by name, nobody in person. Pure. */
import { toVietnameseMinute } from '../calendar/local-time.js';
import type { AnyEventCore, Instant } from '../records/dossier-event.js';

/** What the words are made of. */
export interface NoticeScene {
  /** The dossier's code as printed on the receipt, or its id where it has none. */
  code: string;
  /** Receiver and sender of the event's transfer; null where it has none. */
  from: string | null;
  to: string | null;
  nameOf(agencyCode: string): string;
}

/** The words of an event's notice, one sentence. */
export function toNoticeText(event: AnyEventCore, { code, from, to, nameOf }: NoticeScene): string {
  const [sender, receiver] = [from, to].map((agency) => nameOf(agency ?? event.agency));
  switch (event.type) {
    case 'DELIVERED':
      return `Hồ sơ ${code} từ ${sender} đã đến hệ thống của ${receiver}, chờ tiếp nhận.`;
    case 'RETURNED':
      return `${receiver} trả lại hồ sơ ${code} cho ${sender}.`;
    case 'RECALL_ASKED':
      return `${sender} đề nghị ${receiver} trả lại hồ sơ ${code}.`;
    case 'EXTENDED': {
      const { previousDueAt, dueAt } = event.body;
      return `${nameOf(event.agency)} xin lỗi và hẹn lại ngày trả kết quả hồ sơ ${code}: ${toWhen(dueAt)} (hẹn trước: ${toWhen(previousDueAt)}).`;
    }
    case 'REROUTED':
      return `${nameOf(event.body.to)} thay ${nameOf(event.body.from)} giải quyết hồ sơ ${code}.`;
    case 'DUE_SOON':
      return event.body.of === 'DOSSIER'
        ? `Hồ sơ ${code} sắp đến hạn trả kết quả: ${toWhen(event.body.dueAt)}.`
        : `Hồ sơ ${code} chuyển đến ${receiver} sắp đến hạn xử lý: ${toWhen(event.body.dueAt)}.`;
    case 'OVERDUE':
      return event.body.of === 'DOSSIER'
        ? `Hồ sơ ${code} đã quá hạn trả kết quả: ${toWhen(event.body.dueAt)}.`
        : `Hồ sơ ${code} chuyển đến ${receiver} đã quá hạn xử lý: ${toWhen(event.body.dueAt)}.`;
    default:
      return `Hồ sơ ${code} có thay đổi.`;
  }
}

function toWhen(at: Instant | null): string {
  return at === null ? 'chưa hẹn' : toVietnameseMinute(new Date(at));
}
