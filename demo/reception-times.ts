/** When on a day dossiers are received and, online, when they had been sent in: the rush of mid-morning shows. */
import { addDays, toInstant, weekdayOf } from '../src/calendar/local-time.js';
import type { LocalDay } from '../src/records/record.js';
import { demoCalendar, demoSeed } from './moment.js';
import { makeRandom, makeWeighted, type Random } from './random.js';

/** Half hours by the minute they begin, with their weight: office hours, a few at lunch and after closing. */
const halfHours: readonly (readonly [minute: number, weight: number])[] = [
  [450, 5],
  [480, 11],
  [510, 13],
  [540, 12],
  [570, 10],
  [600, 8],
  [630, 6],
  [660, 3],
  [690, 0.3],
  [780, 3],
  [810, 6],
  [840, 8],
  [870, 7],
  [900, 6],
  [930, 5],
  [960, 4],
  [990, 2],
  [1020, 0.3],
];

const noon = 690;
const pickHalfHour = makeWeighted(halfHours, ([, weight]) => weight);
const pickMorning = makeWeighted(
  halfHours.filter(([minute]) => minute < noon),
  ([, weight]) => weight,
);

/** Moments of reception on a day, in order and to the second; a Saturday is open in the morning. */
export function drawReceptionTimes(day: LocalDay, firstOrdinal: number, count: number): Date[] {
  const pick = weekdayOf(day) === 6 && !demoCalendar.isWorkingDay(day) ? pickMorning : pickHalfHour;
  const midnightMs = toInstant(day).getTime();
  const moments = Array.from({ length: count }, (_, i) => {
    const random = makeRandom(demoSeed, 'reception', firstOrdinal + i);
    const [minute] = pick(random);
    return midnightMs + (minute * 60 + random.below(1_800)) * 1_000;
  });
  return moments.sort((a, b) => a - b).map((ms) => new Date(ms));
}

/** The last working day before `day`. */
export function workingDayBefore(day: LocalDay): LocalDay {
  const before = addDays(day, -1);
  return demoCalendar.isWorkingDay(before) ? before : workingDayBefore(before);
}

/**
 * When a dossier received online had been sent in: earlier the same day, or at any hour, nights and days off included,
 * since the afternoon of the working day before.
 */
export function drawSubmission(random: Random, receivedAt: Date, day: LocalDay): Date {
  const morning = toInstant(day, 6 * 60);
  const since = random.chance(0.5) ? morning : toInstant(workingDayBefore(day), 14 * 60);
  const until = since === morning ? new Date(receivedAt.getTime() - 600_000) : morning;
  const seconds = Math.floor((until.getTime() - since.getTime()) / 1_000);
  return new Date(since.getTime() + random.below(seconds) * 1_000);
}
