/**
 * How many dossiers come in on each day. The published totals are laid over the days by weight: weekday, growth over
 * the year, the quiet weeks around Tết, the rush after the holidays of April; offices take nothing in on days off
 * except on some Saturday mornings.
 */
import { HubError } from '../src/errors.js';
import { addDays, fromDayNumber, toDayNumber, weekdayOf } from '../src/calendar/local-time.js';
import type { LocalDay } from '../src/records/record.js';
import { demoCalendar } from './moment.js';

/** What comes in on one day. */
export interface DayPlan {
  on: LocalDay;
  /** Ordinal of the first dossier of the day. */
  firstOrdinal: number;
  /** Dossiers that pass validation. */
  valid: number;
  /** Dossiers with a fault that fails validation, over and above those. */
  faulty: number;
  /** How many faulty ones came on all days before. */
  faultyBefore: number;
}

/** Totals of a period; dossiers a day grow from the first of the two weights to the second. */
interface PeriodPlan {
  from: LocalDay;
  to: LocalDay;
  valid: number;
  faulty: number;
  growth: readonly [first: number, last: number];
}

/** The first two are the figures of the demonstration; the others let its clock run on. */
const periods: readonly PeriodPlan[] = [
  { from: '2017-01-01', to: '2017-12-31', valid: 23_100, faulty: 24, growth: [12, 300] },
  { from: '2018-01-01', to: '2018-06-30', valid: 71_056, faulty: 96, growth: [400, 800] },
  { from: '2018-07-01', to: '2018-12-31', valid: 90_000, faulty: 110, growth: [700, 800] },
  { from: '2019-01-01', to: '2019-12-31', valid: 200_000, faulty: 220, growth: [780, 900] },
];

/** Monday to Friday; Monday brings what the weekend held back. */
const weekdayWeights = [1.25, 1.06, 1, 0.96, 0.86];

/** Share of an ordinary day that comes in on a Saturday morning. */
const saturdayWeight = 0.05;

/** A run of days off, of at least four days; the first and last day off. */
interface LongBreak {
  first: number;
  last: number;
}

const plans = makePlans();

/** Last day that can be asked for. */
export const plannedUntil: LocalDay = periods.at(-1)?.to ?? '';

/** The plan of a day; throws BAD_INPUT for a day outside the planned periods. */
export function planDay(day: LocalDay): DayPlan {
  const plan = plans.get(day);
  if (plan !== undefined) return plan;
  throw new HubError('BAD_INPUT', `expected a day from ${periods[0]?.from} to ${plannedUntil}, got '${day}'`);
}

function makePlans(): Map<LocalDay, DayPlan> {
  const planned = new Map<LocalDay, DayPlan>();
  let firstOrdinal = 0;
  let faultyBefore = 0;
  for (const period of periods) {
    for (const { on, valid, faulty } of spread(period)) {
      planned.set(on, { on, firstOrdinal, valid, faulty, faultyBefore });
      firstOrdinal += valid + faulty;
      faultyBefore += faulty;
    }
  }
  return planned;
}

/** Rounds the running total, not each day: the days of a period sum up to its totals exactly. */
function spread(period: PeriodPlan): { on: LocalDay; valid: number; faulty: number }[] {
  const days = daysBetween(period.from, period.to);
  const breaks = findLongBreaks(addDays(period.from, -15), addDays(period.to, 15));
  const weights = days.map((day, i) => weightOf(day, breaks) * growthAt(period.growth, i / days.length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return days.map((on, i) => {
    const after = before + (weights[i] ?? 0) / total;
    const share = (count: number): number => Math.round(count * after) - Math.round(count * before);
    const plan = { on, valid: share(period.valid), faulty: share(period.faulty) };
    before = after;
    return plan;
  });
}

function growthAt([first, last]: PeriodPlan['growth'], progress: number): number {
  return first * (last / first) ** progress;
}

function weightOf(day: LocalDay, breaks: readonly LongBreak[]): number {
  if (demoCalendar.isWorkingDay(day)) {
    return (weekdayWeights[weekdayOf(day) - 1] ?? saturdayWeight) * seasonFactor(toDayNumber(day), breaks);
  }
  const isDutySaturday = weekdayOf(day) === 6 && demoCalendar.isWorkingDay(addDays(day, -1));
  return isDutySaturday ? saturdayWeight : 0;
}

/** Around Tết (a week off and more) business fades and wakes slowly; a shorter break is caught up with at once. */
function seasonFactor(dayNumber: number, breaks: readonly LongBreak[]): number {
  let factor = 1;
  for (const { first, last } of breaks) {
    const isTet = last - first >= 6;
    const before = first - dayNumber;
    const after = dayNumber - last;
    if (isTet && before > 0 && before <= 10) factor *= 0.4 + 0.05 * before;
    if (isTet && after > 0 && after <= 10) factor *= 0.3 + 0.06 * after;
    if (!isTet && before > 0 && before <= 2) factor *= 0.75;
    if (!isTet && after > 0 && after <= 2) factor *= 1.25;
  }
  return factor;
}

function findLongBreaks(from: LocalDay, to: LocalDay): LongBreak[] {
  const breaks: LongBreak[] = [];
  let first: number | null = null;
  for (const day of daysBetween(from, to)) {
    const number = toDayNumber(day);
    if (!demoCalendar.isWorkingDay(day)) first ??= number;
    else {
      if (first !== null && number - first >= 4) breaks.push({ first, last: number - 1 });
      first = null;
    }
  }
  return breaks;
}

function daysBetween(from: LocalDay, to: LocalDay): LocalDay[] {
  const first = toDayNumber(from);
  return Array.from({ length: toDayNumber(to) - first + 1 }, (_, i) => fromDayNumber(first + i));
}
