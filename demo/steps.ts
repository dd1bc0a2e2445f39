/** Turns the planned steps of a dossier into events: where, by whom, with which words. */
import { demoAgencies, findAgency } from './agencies.js';
import {
  leaderDesks,
  receptionDesk,
  specialistDesks,
  stepKinds,
  type Desk,
  type StepKind,
} from './data/step-kinds.js';
import type { DemoEvent } from './life.js';
import { officerNameOf } from './people.js';
import { toOfficeMoment, type Reception } from './reception.js';

/** A step still to be dated. */
export interface Step extends StepKind {
  /** Minutes of office time after reception. */
  minute: number;
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
  const { submittedAt, receivedAt } = reception;
  const events: DemoEvent[] = [];
  if (submittedAt !== null) {
    // Nobody at the agency has touched it yet.
    const registered = toEvent(reception, { ...stepKinds.registered, minute: 0 }, submittedAt);
    events.push({ ...registered, officer: '', department: '' });
  }
  events.push(toEvent(reception, { ...stepKinds.received, minute: 0 }, receivedAt));
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
