/** Data that contradicts itself makes no calendar: a slip of the pen must not become a due date. */
import { expect, test } from '@jest/globals';
import type { CalendarData } from '../../src/calendar/calendar-data.js';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { makeDayIndex } from '../../src/calendar/day-index.js';

const day = (on: string, kind: 'off' | 'worked') => ({ on, kind, reason: 'r', source: 's' });
const sessions = [{ opens: '07:30', closes: '11:30' }];
test.each<[string, Partial<CalendarData>]>([
  ['rising years, got []', { years: [] }],
  ['[2018, 2020]', { years: [2018, 2020] }],
  ['2019-02-04', { days: [day('2019-02-04', 'off')] }],
  ['two rows', { days: [day('2018-04-30', 'off'), day('2018-04-30', 'off')] }],
  ["2018-06-30 is 'off'", { days: [day('2018-06-30', 'off')] }],
  ["2018-06-29 is 'worked'", { days: [day('2018-06-29', 'worked')] }],
  ['2018-01-01, got 0', { hours: [{ from: '2018-06-01', to: null, sessions }] }],
  [
    '2018-06-01, got 2',
    { hours: ['2018-01-01', '2018-06-01'].map((from) => ({ from, to: null, sessions })) },
  ],
  [
    "got '7h30'",
    { hours: [{ from: '2018-01-01', to: null, sessions: [{ opens: '7h30', closes: '11:30' }] }] },
  ],
  ['without overlap', { hours: [{ from: '2018-01-01', to: null, sessions: [...sessions, ...sessions] }] }],
])('data with a fault is refused, saying: %s', (fault, part) => {
  const data = { version: 'faulty', years: [2018], days: [], hours: defaultCalendar.hours, ...part };
  expect(() => makeDayIndex(data)).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining(fault) }),
  );
});
