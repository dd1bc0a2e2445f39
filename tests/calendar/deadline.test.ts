/** Due dates: the three units of a limit, waits for the citizen under both rules, and what holds of any wait. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { computeDeadline } from '../../src/calendar/deadline.js';
import type { DeadlinePause } from '../../src/calendar/deadline.js';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { toLocalDay, toRfc3339 } from '../../src/calendar/local-time.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';
import type { LimitUnit, TimeLimit } from '../../src/records/procedure.js';

const calendar = makeWorkingCalendar(defaultCalendar);
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const pause = (from: string, to: string | null): DeadlinePause => ({
  from: at(from),
  to: to === null ? null : at(to),
});

/** The due date as `yyyy-MM-dd HH:mm` local time; null while a pause is open. */
function due(received: string, limit: TimeLimit, pauses: DeadlinePause[] = [], rule?: 'EXTEND' | 'RESTART') {
  const question = { receivedAt: at(received), limit, pauses };
  const { dueAt } = computeDeadline(calendar, rule === undefined ? question : { ...question, rule });
  return dueAt === null ? null : toRfc3339(dueAt).slice(0, 16).replace('T', ' ');
}

const days = (amount: number): TimeLimit => ({ amount, unit: 'WORKING_DAYS' });

describe('a limit without pauses', () => {
  test.each<[string, number, LimitUnit, string]>([
    ['2018-06-20 09:00', 5, 'WORKING_DAYS', '2018-06-27 17:00'],
    ['2018-06-20 17:30', 5, 'WORKING_DAYS', '2018-06-28 17:00'],
    ['2018-06-23 09:00', 1, 'WORKING_DAYS', '2018-06-26 17:00'],
    ['2018-06-20 09:00', 0, 'WORKING_DAYS', '2018-06-20 17:00'],
    ['2018-02-12 09:00', 3, 'WORKING_DAYS', '2018-02-22 17:00'],
    ['2024-04-26 09:00', 5, 'WORKING_DAYS', '2024-05-07 17:00'],
    ['2018-06-20 09:00', 7, 'CALENDAR_DAYS', '2018-06-27 17:00'],
    ['2018-06-20 09:00', 10, 'CALENDAR_DAYS', '2018-07-02 17:00'],
    ['2018-02-09 09:00', 5, 'CALENDAR_DAYS', '2018-02-21 17:00'],
    ['2018-06-20 10:00', 8, 'WORKING_HOURS', '2018-06-21 10:00'],
    ['2018-06-20 12:00', 4, 'WORKING_HOURS', '2018-06-20 17:00'],
    ['2018-06-22 18:00', 8, 'WORKING_HOURS', '2018-06-25 17:00'],
  ])('received %s, %i %s: due %s', (received, amount, unit, expected) => {
    expect(due(received, { amount, unit })).toBe(expected);
  });

  test('the answer names the version of the calendar', () => {
    const question = { receivedAt: at('2018-06-20 09:00'), limit: days(1), pauses: [] };
    expect(computeDeadline(calendar, question).calendarVersion).toBe(defaultCalendar.version);
  });
});

describe('a limit of five working days with pauses', () => {
  // Received Wednesday 2018-06-20 09:00: due Wednesday 2018-06-27 17:00 without them.
  test.each<[string, DeadlinePause[], string | null, string | null]>([
    [
      'one working day',
      [pause('2018-06-21 09:00', '2018-06-22 09:00')],
      '2018-06-28 17:00',
      '2018-06-29 17:00',
    ],
    [
      'ninety minutes',
      [pause('2018-06-21 09:00', '2018-06-21 10:30')],
      '2018-06-28 09:00',
      '2018-06-28 17:00',
    ],
    ['a weekend', [pause('2018-06-22 17:00', '2018-06-24 20:00')], '2018-06-27 17:00', '2018-07-02 17:00'],
    ['none answered', [pause('2018-06-21 09:00', null)], null, null],
    [
      'an open one after the due date',
      [pause('2018-06-28 09:00', null)],
      '2018-06-27 17:00',
      '2018-06-27 17:00',
    ],
    [
      'two that overlap, out of order',
      [pause('2018-06-21 13:00', '2018-06-22 09:00'), pause('2018-06-21 09:00', '2018-06-21 16:00')],
      '2018-06-28 17:00',
      '2018-06-29 17:00',
    ],
    [
      'one within another',
      [pause('2018-06-21 09:00', '2018-06-22 09:00'), pause('2018-06-21 10:00', '2018-06-21 11:00')],
      '2018-06-28 17:00',
      '2018-06-29 17:00',
    ],
    [
      'one over before reception',
      [pause('2018-06-18 09:00', '2018-06-19 09:00')],
      '2018-06-27 17:00',
      '2018-06-27 17:00',
    ],
    [
      'one begun before reception',
      [pause('2018-06-18 09:00', '2018-06-20 10:00')],
      '2018-06-28 08:30',
      '2018-06-27 17:00',
    ],
    [
      'the second only in time because of the first',
      [pause('2018-06-21 09:00', '2018-06-22 09:00'), pause('2018-06-28 13:00', '2018-06-29 13:00')],
      '2018-06-29 17:00',
      '2018-07-06 17:00',
    ],
  ])('%s', (_, pauses, extended, restarted) => {
    expect(due('2018-06-20 09:00', days(5), pauses)).toBe(extended);
    expect(due('2018-06-20 09:00', days(5), pauses, 'RESTART')).toBe(restarted);
  });
});

describe('faults', () => {
  const end2027 = '2027-12-30 09:00';
  test.each<[string, () => unknown]>([
    ['not 2028', () => due(end2027, days(5))],
    ['not 2028', () => due(end2027, { amount: 40, unit: 'CALENDAR_DAYS' })],
    ['not 2028', () => due(end2027, { amount: 40, unit: 'WORKING_HOURS' })],
    ['not 2015', () => due('2015-12-30 09:00', days(5))],
    ['whole number from 0, got 1.5', () => due('2018-06-20 09:00', days(1.5))],
    ['whole number from 0, got 1.5', () => due('2018-06-20 09:00', { amount: 1.5, unit: 'CALENDAR_DAYS' })],
    ['whole number from 0, got -1', () => due('2018-06-20 09:00', { amount: -1, unit: 'WORKING_HOURS' })],
    [
      'a pause to end after',
      () => due('2018-06-20 09:00', days(5), [pause('2018-06-22 09:00', '2018-06-21 09:00')]),
    ],
  ])('%s is told', (message, ask) => {
    expect(ask).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining(message) }),
    );
  });
});

describe('any limit', () => {
  const received = fc.date({ min: new Date('2016-01-04'), max: new Date('2026-01-01'), noInvalidDate: true });
  const limits = fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom<LimitUnit>('WORKING_DAYS', 'CALENDAR_DAYS', 'WORKING_HOURS'),
  });

  test('is due on a working day, after reception', () => {
    fc.assert(
      fc.property(received, limits, (receivedAt, limit) => {
        const dueAt = computeDeadline(calendar, { receivedAt, limit, pauses: [] }).dueAt ?? receivedAt;
        expect(dueAt.getTime()).toBeGreaterThan(receivedAt.getTime());
        expect(calendar.isWorkingDay(toLocalDay(dueAt))).toBe(true);
      }),
    );
  });

  test('with a pause is due later by the office time of the pause', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const lengthMs = fc.integer({ min: 0, max: 30 * 86_400_000 });
    fc.assert(
      fc.property(received, limits, share, lengthMs, (receivedAt, limit, startShare, pausedMs) => {
        const plain = computeDeadline(calendar, { receivedAt, limit, pauses: [] }).dueAt ?? receivedAt;
        const startMs = calendar.startOfClock(receivedAt).getTime();
        const from = new Date(startMs + Math.floor(startShare * (plain.getTime() - startMs)));
        const to = new Date(from.getTime() + pausedMs);
        const paused =
          computeDeadline(calendar, { receivedAt, limit, pauses: [{ from, to }] }).dueAt ?? receivedAt;
        const waited = calendar.workingMinutesBetween(from, to);
        expect(calendar.workingMinutesBetween(plain, paused)).toBe(waited);
      }),
    );
  });
});
