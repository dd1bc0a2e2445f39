/**
 * The course of one dossier through the offices: when it is due, what it waits for, who holds it, how it ends. Moments
 * are reckoned in minutes of office time after reception, so that every step falls into office hours and in order.
 */
import { computeDeadline } from '../src/calendar/deadline.js';
import { toLocalDay } from '../src/calendar/local-time.js';
import type { Level } from '../src/records/record.js';
import { stepNotes } from './data/step-texts.js';
import { drawHandOvers } from './hand-overs.js';
import type { DemoEvent, DemoSupplement } from './life.js';
import { demoCalendar } from './moment.js';
import type { Random } from './random.js';
import { dayMinutes, toOfficeMinute, type Reception } from './reception.js';
import { toEvents, type Step } from './steps.js';
import { drawWait, type Ending } from './waits.js';

/** What becomes of it. */
export interface Course {
  dueAt: Date | null;
  events: DemoEvent[];
  supplements: DemoSupplement[];
}

/** Share of completed dossiers that miss their appointment. */
const lateShare: Readonly<Record<Level, number>> = { PROVINCE: 0.013, DISTRICT: 0.023, COMMUNE: 0.015 };

/** Draws the course of a dossier. */
export function makeCourse(reception: Reception): Course {
  const dueAt = drawDueAt(reception);
  const ending = drawEnding(reception.random);
  const wait = drawWait(reception, dueAt, ending);
  const assigned: Step = {
    minute: wait.firstMinute / 2,
    status: 4,
    desk: 'specialist',
    note: stepNotes.assigned,
  };
  const rest = {
    completed: () => toCompletion(reception, wait.dueAt, wait.lastMinute),
    withdrawn: () => toBreakOff(reception, wait.lastMinute, 7),
    stopped: () => toBreakOff(reception, wait.lastMinute, 8),
    refused: () => [],
  }[ending];
  const steps = [assigned, ...wait.steps, ...rest()];
  const supplements = wait.supplement === null ? [] : [wait.supplement];
  return { dueAt, events: toEvents(reception, steps), supplements };
}

function drawDueAt({ random, procedure, receivedAt }: Reception): Date | null {
  if (procedure.timeLimit === null || random.chance(0.008)) return null;
  return computeDeadline(demoCalendar, { receivedAt, limit: procedure.timeLimit, pauses: [] }).dueAt;
}

function drawEnding(random: Random): Ending {
  const drawn = random.unit();
  if (drawn < 0.007) return 'withdrawn';
  if (drawn < 0.012) return 'stopped';
  return drawn < 0.017 ? 'refused' : 'completed';
}

/** From the last wait to the result handed over; shares of the time in between place the steps. */
function toCompletion(reception: Reception, dueAt: Date | null, fromMinute: number): Step[] {
  const { random, procedure } = reception;
  const lastMinute = drawCompletionMinute(reception, dueAt, fromMinute);
  const at = (share: number): number => fromMinute + (lastMinute - fromMinute) * share;
  const others = drawHandOvers(random, reception.agency, procedure);
  const steps: Step[] = others.map((agencyCode, i) => ({
    minute: at(0.15 + 0.15 * i),
    status: 4,
    desk: 'specialist',
    note: stepNotes.handedOver,
    agencyCode,
  }));
  const isQuick = procedure.timeLimit?.unit === 'WORKING_HOURS';
  if (!isQuick)
    steps.push({
      minute: at(0.45),
      status: 4,
      desk: 'specialist',
      note: stepNotes.appraised,
      agencyCode: others.at(-1),
    });
  if (procedure.fee >= 300_000 && random.chance(0.2)) steps.push(...toPayment(at, others.at(-1)));
  if (others.length > 0)
    steps.push({ minute: at(0.8), status: 4, desk: 'specialist', note: stepNotes.handedBack });
  if (!isQuick) steps.push({ minute: at(0.92), status: 4, desk: 'leader', note: stepNotes.submitted });
  steps.push({ minute: lastMinute, status: 9, desk: 'specialist', note: stepNotes.completed });
  const returnMinute = lastMinute + 5 + random.unit() ** 3 * 5 * dayMinutes;
  if (random.chance(0.985))
    steps.push({ minute: returnMinute, status: 10, desk: 'reception', note: stepNotes.returned });
  return steps;
}

function toPayment(at: (share: number) => number, agencyCode: string | undefined): Step[] {
  return [
    { minute: at(0.5), status: 6, desk: 'specialist', note: stepNotes.feeAsked, agencyCode },
    { minute: at(0.72), status: 4, desk: 'specialist', note: stepNotes.feePaid, agencyCode },
  ];
}

/**
 * By the appointment's day for nearly all: well before it, or on the day itself, a few of these after the minute.
 * Where no appointment was given, a week stands in for it.
 */
function drawCompletionMinute(reception: Reception, dueAt: Date | null, fromMinute: number): number {
  const { random, agency } = reception;
  const dueMinute = Math.max(
    fromMinute + 10,
    dueAt === null ? 5 * dayMinutes : toOfficeMinute(reception, dueAt),
  );
  const closingMinute =
    dueAt === null ? dueMinute : toOfficeMinute(reception, demoCalendar.closingAt(toLocalDay(dueAt)));
  if (dueAt !== null && random.chance(lateShare[agency.level])) {
    return closingMinute + 15 - Math.log(1 - random.unit()) * 4 * dayMinutes;
  }
  if (random.chance(0.02)) return dueMinute + random.unit() * Math.max(0, closingMinute - dueMinute);
  const share = random.chance(0.3) ? 1 - random.unit() * 0.03 : 0.1 + 0.85 * random.unit();
  return fromMinute + (dueMinute - fromMinute) * share;
}

/** Withdrawn by the applicant (7) or stopped by the office (8). */
function toBreakOff({ random }: Reception, fromMinute: number, status: 7 | 8): Step[] {
  const minute = fromMinute + 30 + random.unit() * 3 * dayMinutes;
  if (status === 7) return [{ minute, status, desk: 'reception', note: stepNotes.withdrawn }];
  const appraised: Step = { minute: minute - 15, status: 4, desk: 'specialist', note: stepNotes.appraised };
  return [appraised, { minute, status, desk: 'leader', note: stepNotes.stopped }];
}
