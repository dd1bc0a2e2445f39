/** What became of a document at each agency it was sent to: the status messages that go back, the standard's codes 01–06, 15 and 16. */
import type { DemoDocument, DemoStatus } from './document.js';
import { toReference } from './documents.js';
import { demoCalendar, demoSeed } from './moment.js';
import { makeRandom, type Random } from './random.js';

const departments = ['Văn thư', 'Văn phòng', 'Phòng Nghiệp vụ', 'Phòng Hành chính - Tổng hợp'];

/** Why a receiver refuses. */
const refusals = ['Sai đối tượng nhận', 'Tệp đính kèm không mở được', 'Thiếu chữ ký số'];

/** The status messages of a document, each receiver's in order. */
export function toStatuses(document: DemoDocument): DemoStatus[] {
  if (document.defect === 'missing-id') return [];
  return document.receivers.flatMap((receiver, n) => {
    const random = makeRandom(demoSeed, `statuses ${document.id}`, n);
    const of =
      document.concerns !== null && document.business !== 'REPLACE'
        ? document.concerns
        : toReference(document);
    return toSteps(document, random).map(({ code, at, description }, i) => ({
      id: `${document.id}-${n}-${i}`,
      ...{ at, from: receiver, of, code, description: description ?? '' },
      department: departments[Math.min(i, departments.length - 1)] as string,
    }));
  });
}

interface Step {
  code: string;
  at: Date;
  description?: string;
}

function toSteps({ business, sentAt, dueOn }: DemoDocument, random: Random): Step[] {
  const arrived = { code: '01', at: new Date(sentAt.getTime() + (1 + random.below(5)) * 60_000) };
  const after = (from: Date, minutes: number): Date =>
    demoCalendar.addWorkingMinutes(from, 5 + random.below(minutes));
  const registeredAt = after(arrived.at, 240);
  if (business === 'RECALL' || business === 'UPDATE')
    return [
      random.chance(0.8)
        ? { code: '15', at: registeredAt }
        : { code: '16', at: registeredAt, description: 'Văn bản đã được xử lý xong' },
    ];
  if (random.chance(0.025))
    return [arrived, { code: '02', at: registeredAt, description: random.pick(refusals) }];
  const assignedAt = after(registeredAt, 480);
  const startedAt = after(assignedAt, 480);
  const steps = [
    arrived,
    { code: '03', at: registeredAt },
    { code: '04', at: assignedAt },
    { code: '05', at: startedAt },
  ];
  if (random.chance(0.05)) return steps;
  return [...steps, { code: '06', at: toDone(startedAt, dueOn, random) }];
}

/** Done in time for most that have a deadline, some working days late for the others. */
function toDone(startedAt: Date, dueOn: string | null, random: Random): Date {
  if (dueOn === null) return demoCalendar.addWorkingMinutes(startedAt, 120 + random.below(3_000));
  const due = demoCalendar.closingAt(dueOn);
  const days = random.chance(0.08) ? 1 + random.below(5) : -random.below(3);
  const at =
    days > 0
      ? demoCalendar.addWorkingMinutes(due, days * 480 - 60)
      : new Date(due.getTime() + days * 86_400_000 - 3_600_000);
  return at > startedAt ? at : demoCalendar.addWorkingMinutes(startedAt, 30);
}
