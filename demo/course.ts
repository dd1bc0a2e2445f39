/**
 * The course of one dossier through the offices: when it is due, what it waits for, who holds it, how it ends. Moments
 * are reckoned in minutes of office time after reception, so that every step falls into office hours and in order.
 */
import { computeDeadline } from '../src/calendar/deadline.js';
import { toLocalDay } from '../src/calendar/local-time.js';
import type { Level } from '../src/records/record.js';
import { stepKinds } from './data/step-kinds.js';
import { drawHandOvers } from './hand-overs.js';
import type { DemoEvent, DemoSupplement } from './life.js';
import { demoCalendar } from './moment.js';
import type { Random } from './random.js';
import { dayMinutes, toOfficeMinute, type Reception } from './reception.js';
import { toEvents, type Step } from './steps.js';
import { drawWait, type Ending, type Wait } from './waits.js';

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
  const assigned: Step = { ...stepKinds.assigned, minute: wait.firstMinute / 2 };
  const steps = [assigned, ...wait.steps, ...toRest(reception, ending, wait)];
  const supplements = wait.supplement === null ? [] : [wait.supplement];
  return { dueAt, events: toEvents(reception, steps), supplements };
}

function toRest(reception: Reception, ending: Ending, { dueAt, lastMinute }: Wait): Step[] {
  if (ending === 'refused') return [];
  if (ending === 'completed') return toCompletion(reception, dueAt, lastMinute);
  return toBreakOff(reception, ending, lastMinute);
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
  const { random } = reception;
  const minute = drawCompletionMinute(reception, dueAt, fromMinute);
  const work = toWork(reception, (share) => fromMinute + (minute - fromMinute) * share);
  const steps: Step[] = [...work, { ...stepKinds.completed, minute }];
  const collectedMinute = minute + 5 + random.unit() ** 3 * 5 * dayMinutes;
  if (random.chance(0.985)) steps.push({ ...stepKinds.returned, minute: collectedMinute });
  return steps;
}

/** The work itself, with other agencies where the dossier is handed over; what is done within hours is done at one desk. */
function toWork(reception: Reception, at: (share: number) => number): Step[] {
  const { random, agency, procedure } = reception;
  const others = drawHandOvers(random, agency, procedure);
  const agencyCode = others.at(-1);
  const isQuick = procedure.timeLimit?.unit === 'WORKING_HOURS';
  const isPaidFor = procedure.fee >= 300_000 && random.chance(0.2);
  const steps: Step[] = others.map((code, i) => ({
    ...stepKinds.handedOver,
    minute: at(0.15 + 0.15 * i),
    agencyCode: code,
  }));
  if (!isQuick) steps.push({ ...stepKinds.appraised, minute: at(0.45), agencyCode });
  if (isPaidFor) steps.push({ ...stepKinds.feeAsked, minute: at(0.5), agencyCode });
  if (isPaidFor) steps.push({ ...stepKinds.feePaid, minute: at(0.72), agencyCode });
  if (others.length > 0) steps.push({ ...stepKinds.handedBack, minute: at(0.8) });
  if (!isQuick) steps.push({ ...stepKinds.submitted, minute: at(0.92) });
  return steps;
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

/** Withdrawn by the applicant or stopped by the office, within three days. */
function toBreakOff({ random }: Reception, ending: 'withdrawn' | 'stopped', fromMinute: number): Step[] {
  const minute = fromMinute + 30 + random.unit() * 3 * dayMinutes;
  const last = { ...stepKinds[ending], minute };
  return ending === 'withdrawn' ? [last] : [{ ...stepKinds.appraised, minute: minute - 15 }, last];
}
