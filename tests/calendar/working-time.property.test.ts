/** What holds of office time whatever the instants: adding and measuring undo each other and never lose a minute. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { toLocalDay, toMinuteOfDay } from '../../src/calendar/local-time.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';

const calendar = makeWorkingCalendar(defaultCalendar);
const instants = fc.date({
  min: new Date('2016-01-01T00:00:00+07:00'),
  max: new Date('2026-06-30T00:00:00+07:00'),
  noInvalidDate: true,
});
const minutes = fc.integer({ min: 1, max: 60 * 480 });

/** Counts office minutes one by one, the slow way. */
function countMinutes(from: Date, total: number): number {
  let counted = 0;
  for (let i = 0; i < total; i += 1) {
    const at = new Date(from.getTime() + i * 60_000);
    const minute = toMinuteOfDay(at);
    const inSession = (minute >= 450 && minute < 690) || (minute >= 780 && minute < 1020);
    if (inSession && calendar.isWorkingDay(toLocalDay(at))) counted += 1;
  }
  return counted;
}

describe('office time', () => {
  test('the minutes added are the minutes between', () => {
    fc.assert(
      fc.property(instants, minutes, (from, n) => {
        expect(calendar.workingMinutesBetween(from, calendar.addWorkingMinutes(from, n))).toBe(n);
      }),
    );
  });

  test('adding the minutes between leads back to the moment in office time they were measured to', () => {
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        const [from, within] = a < b ? [a, b] : [b, a];
        const to = calendar.startOfClock(within);
        const back = calendar.addWorkingMinutes(from, calendar.workingMinutesBetween(from, to));
        expect(calendar.startOfClock(back)).toEqual(to);
      }),
    );
  });

  test('the minutes between are those counted one by one', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 6 * 1440 }), (instant, total) => {
        const from = new Date(Math.floor(instant.getTime() / 60_000) * 60_000);
        const to = new Date(from.getTime() + total * 60_000);
        expect(calendar.workingMinutesBetween(from, to)).toBe(countMinutes(from, total));
      }),
      { numRuns: 30 },
    );
  });

  test('adding in two steps or in one ends at the same moment', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, (from, a, b) => {
        const inSteps = calendar.addWorkingMinutes(calendar.addWorkingMinutes(from, a), b);
        expect(inSteps).toEqual(calendar.addWorkingMinutes(from, a + b));
      }),
    );
  });

  test('a later start never ends earlier, and more minutes always end later', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 1e9 }), minutes, (from, laterMs, n) => {
        const end = calendar.addWorkingMinutes(from, n).getTime();
        const later = new Date(from.getTime() + laterMs);
        expect(calendar.addWorkingMinutes(later, n).getTime()).toBeGreaterThanOrEqual(end);
        expect(calendar.addWorkingMinutes(from, n + 1).getTime()).toBeGreaterThan(end);
      }),
    );
  });

  test('the clock starts at or after reception, in office time, and nothing is worked before it', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const start = calendar.startOfClock(at);
        expect(start.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(calendar.workingMinutesBetween(at, start)).toBe(0);
        expect(calendar.workingMinutesBetween(start, new Date(start.getTime() + 1))).toBeCloseTo(1 / 60_000);
      }),
    );
  });

  test('an end of working minutes or days never lands on a day off', () => {
    fc.assert(
      fc.property(instants, minutes, (from, n) => {
        expect(calendar.isWorkingDay(toLocalDay(calendar.addWorkingMinutes(from, n)))).toBe(true);
        expect(calendar.isWorkingDay(calendar.addWorkingDays(toLocalDay(from), n % 60))).toBe(true);
      }),
    );
  });

  test('the n-th working day is the next working day taken n times', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (from, n) => {
        let day = toLocalDay(from);
        for (let i = 0; i < n; i += 1) day = calendar.nextWorkingDay(day);
        expect(calendar.addWorkingDays(toLocalDay(from), n)).toBe(day);
      }),
    );
  });
});
