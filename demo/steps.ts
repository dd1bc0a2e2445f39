/** Turns the planned steps of a dossier into events: where, by whom, with which words. */
import { demoAgencies, findAgency } from './agencies.js';
import { leaderDesks, receptionDesk, specialistDesks, stepNotes, type Desk } from './data/step-texts.js';
import type { DemoEvent } from './life.js';
import { officerNameOf } from './people.js';
import { toOfficeMoment, type Reception } from './reception.js';

/** A step still to be dated. */
export interface Step {
  /** Minutes of office time after reception. */
  minute: number;
  /** Status after it. */
  status: number;
  desk: Desk;
  note: string;
  /** Agency holding the dossier after it; the receiving one where absent. */
  agencyCode?: string | undefined;
  /** Appointment after it, where it moved. */
  dueAt?: Date | null;
}

/** Numbers of the officers of an agency who act at each desk. */
const officerNumbers: Readonly<Record<Desk, readonly number[]>> = {
  reception: [0, 1],
  specialist: [2, 3, 4, 5],
  leader: [6, 7],
};

const officers = new Map(
  demoAgencies.map(({ code }) => [
    code,
    Array.from({ length: 8 }, (_, number) => officerNameOf(code, number)),
  ]),
);

/** Events of a dossier, opened by its registration online (if any) and its reception. */
export function toEvents(reception: Reception, steps: readonly Step[]): DemoEvent[] {
  const { agency, submittedAt, receivedAt } = reception;
  const events: DemoEvent[] = [];
  if (submittedAt !== null) {
    const { code: agencyCode } = agency;
    events.push({
      at: submittedAt,
      status: 1,
      agencyCode,
      officer: '',
      department: '',
      content: stepNotes.registered,
    });
  }
  const received: Step = { minute: 0, status: 2, desk: 'reception', note: stepNotes.received };
  events.push(toEvent(reception, received, receivedAt));
  for (const step of steps) events.push(toEvent(reception, step, toOfficeMoment(reception, step.minute)));
  return events;
}

function toEvent({ random, agency, procedure }: Reception, step: Step, at: Date): DemoEvent {
  const agencyCode = step.agencyCode ?? agency.code;
  const level = findAgency(agencyCode)?.level ?? agency.level;
  const desks = specialistDesks[level];
  const department = {
    reception: receptionDesk,
    leader: leaderDesks[level],
    specialist: desks[procedure.fieldCode.slice(0, 3)] ?? desks['other'] ?? '',
  }[step.desk];
  const officer = officers.get(agencyCode)?.[random.pick(officerNumbers[step.desk])] ?? '';
  const event: DemoEvent = { at, status: step.status, agencyCode, officer, department, content: step.note };
  if (step.dueAt !== undefined) event.dueAt = step.dueAt;
  return event;
}
