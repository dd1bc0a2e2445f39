/** The time a dossier waits for its applicant to bring what is missing, and what that does to its appointment. */
import { computeDeadline } from '../src/calendar/deadline.js';
import { stepKinds, supplementNotes } from './data/step-kinds.js';
import type { DemoSupplement } from './life.js';
import { demoCalendar } from './moment.js';
import { dayMinutes, toOfficeMoment, type Reception } from './reception.js';
import type { Step } from './steps.js';

/** How a dossier ends; refused are those whose supplement never came. */
export type Ending = 'completed' | 'withdrawn' | 'stopped' | 'refused';

/** A wait, or none. */
export interface Wait {
  steps: Step[];
  supplement: DemoSupplement | null;
  /** Minutes of office time until the wait begins, or until work may begin where there is none. */
  firstMinute: number;
  /** Minutes of office time until work goes on. */
  lastMinute: number;
  /** Appointment after the wait. */
  dueAt: Date | null;
}

/** Share of dossiers, not to be done within hours, whose papers are not complete. */
const supplementShare = 0.085;

/** Office time after which a supplement that was not brought is given up. */
const givenUpMinutes = 30 * dayMinutes;

/** Draws the wait of a dossier. */
export function drawWait(reception: Reception, dueAt: Date | null, ending: Ending): Wait {
  const { random, procedure } = reception;
  const isQuick = procedure.timeLimit === null || procedure.timeLimit.unit === 'WORKING_HOURS';
  const isWaiting = ending === 'refused' || (!isQuick && random.chance(supplementShare));
  if (!isWaiting) {
    const minute = 5 + random.unit() * 20;
    return { steps: [], supplement: null, firstMinute: minute, lastMinute: minute, dueAt };
  }
  const askedMinute = 45 + random.unit() * 400;
  return ending === 'refused'
    ? toEndlessWait(reception, dueAt, askedMinute)
    : toAnsweredWait(reception, dueAt, askedMinute);
}

function toEndlessWait(reception: Reception, dueAt: Date | null, askedMinute: number): Wait {
  const lastMinute = askedMinute + givenUpMinutes;
  const refused: Step = { ...stepKinds.refused, minute: lastMinute };
  const supplement = {
    requestedAt: toOfficeMoment(reception, askedMinute),
    answeredAt: null,
    content: reception.random.pick(supplementNotes),
    dueBefore: dueAt,
    dueAfter: null,
  };
  return { steps: [toAsked(askedMinute), refused], supplement, firstMinute: askedMinute, lastMinute, dueAt };
}

function toAnsweredWait(reception: Reception, dueAt: Date | null, askedMinute: number): Wait {
  const { random } = reception;
  const answeredMinute = askedMinute + 120 + random.unit() ** 2 * 12 * dayMinutes;
  const requestedAt = toOfficeMoment(reception, askedMinute);
  const answeredAt = toOfficeMoment(reception, answeredMinute);
  const dueAfter = dueAt === null ? null : moveDueAt(reception, requestedAt, answeredAt);
  const content = random.pick(supplementNotes);
  const brought: Step = { ...stepKinds.supplementBrought, minute: answeredMinute, dueAt: dueAfter };
  return {
    steps: [toAsked(askedMinute), brought],
    supplement: { requestedAt, answeredAt, content, dueBefore: dueAt, dueAfter },
    firstMinute: askedMinute,
    lastMinute: answeredMinute,
    dueAt: dueAfter,
  };
}

/** Most offices extend the appointment by the wait; some count the whole limit anew. */
function moveDueAt({ random, procedure, receivedAt }: Reception, from: Date, to: Date): Date | null {
  if (procedure.timeLimit === null) return null;
  const rule = random.chance(0.15) ? 'RESTART' : 'EXTEND';
  return computeDeadline(demoCalendar, {
    receivedAt,
    limit: procedure.timeLimit,
    pauses: [{ from, to }],
    rule,
  }).dueAt;
}

function toAsked(minute: number): Step {
  return { ...stepKinds.supplementAsked, minute };
}
