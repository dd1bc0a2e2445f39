/**
 * A dossier's way in words a citizen understands, in Vietnamese: what its events mean, without ids, hashes or epochs. Pure;
 * how agencies are called is told by the caller.
 */
import { toVietnameseMinute } from '../calendar/local-time.js';
import {
  isOfCustody,
  type AnyEventCore,
  type CustodyEventCore,
  type Instant,
  type Wait,
} from '../records/dossier-event.js';
import { apply, type CustodyState } from './custody-state.js';
import { toOptionalDate } from './instants.js';

/** One step. */
export interface TimelineStep {
  at: Date;
  text: string;
}

const waits: Readonly<Record<Wait, string>> = {
  SUPPLEMENT: 'chờ công dân bổ sung hồ sơ',
  PAYMENT: 'chờ công dân thực hiện nghĩa vụ tài chính',
  OTHER: 'chờ giải quyết vướng mắc',
};

/** Events → steps, the oldest first, beginning with reception at the one-stop. */
export function toTimeline(
  events: readonly AnyEventCore[],
  nameOf: (agencyCode: string) => string,
): TimelineStep[] {
  const steps: TimelineStep[] = [];
  let before: CustodyState | null = null;
  for (const event of events.filter(isOfCustody)) {
    const after: CustodyState = apply(before, event);
    const text = toText(event, { before: before ?? after, nameOf });
    const at = event.type === 'OPENED' ? toOptionalDate(event.body.receivedAt) : new Date(event.at);
    if (text !== null && at !== null) steps.push({ at, text });
    before = after;
  }
  return steps;
}

interface Scene {
  before: CustodyState;
  nameOf(agencyCode: string): string;
}

/** What an event means; null for what concerns no citizen. */
function toText(event: CustodyEventCore, { before, nameOf }: Scene): string | null {
  const transfer = before.transfers.at(-1);
  const receiver = nameOf(transfer?.to ?? before.holder);
  switch (event.type) {
    case 'OPENED':
      return `${nameOf(event.body.receivingAgency)} tiếp nhận hồ sơ${toAppointment(event.body.dueAt)}`;
    case 'SENT':
      return `${nameOf(before.holder)} chuyển hồ sơ đến ${nameOf(event.body.to)}`;
    case 'DELIVERED':
      return `Hồ sơ đã đến hệ thống của ${receiver}`;
    case 'ACCEPTED':
      return `${receiver} tiếp nhận và đang giải quyết hồ sơ`;
    case 'RETURNED':
      return `${receiver} trả lại hồ sơ cho ${nameOf(before.holder)}`;
    case 'RECALLED':
      return `${nameOf(before.holder)} thu hồi hồ sơ đã chuyển`;
    case 'RECALL_ASKED':
      return `${nameOf(before.holder)} đề nghị ${receiver} trả lại hồ sơ`;
    case 'PAUSED':
      return `${nameOf(before.holder)} tạm dừng tính thời hạn, ${waits[event.body.wait]}`;
    case 'RESUMED':
      return `${nameOf(before.holder)} tiếp tục giải quyết hồ sơ${toAppointment(event.body.dueAt)}`;
    case 'EXTENDED':
      return `${nameOf(before.holder)} xin lỗi và hẹn lại ngày trả kết quả${toAppointment(event.body.dueAt)}`;
    case 'REROUTED':
      return `${nameOf(event.body.to)} thay ${nameOf(event.body.from)} giải quyết hồ sơ do sắp xếp bộ máy`;
    case 'OVERDUE':
      return event.body.of === 'DOSSIER' ? 'Hồ sơ đã quá ngày hẹn trả kết quả' : null;
    case 'DUE_SOON':
      return null;
    case 'CLOSED':
      return 'Hồ sơ đã kết thúc';
  }
}

function toAppointment(dueAt: Instant | null): string {
  return dueAt === null ? '' : `, hẹn trả kết quả ${toVietnameseMinute(new Date(dueAt))}`;
}
