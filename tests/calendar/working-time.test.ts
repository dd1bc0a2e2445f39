/** The clock over nights, lunches, weekends and holidays, and questions that leave the years of the calendar. */
import { describe, expect, test } from '@jest/globals';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { toRfc3339 } from '../../src/calendar/local-time.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';

const calendar = makeWorkingCalendar(defaultCalendar);

/** An instant from `yyyy-MM-dd HH:mm` local time, and back. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const text = (date: Date): string => toRfc3339(date).slice(0, 16).replace('T', ' ');

describe('the clock', () => {
  test.each([
    ['before opening', '2018-06-20 06:10', '2018-06-20 07:30'],
    ['at opening', '2018-06-20 07:30', '2018-06-20 07:30'],
    ['in the morning', '2018-06-20 09:41', '2018-06-20 09:41'],
    ['when the morning ends', '2018-06-20 11:30', '2018-06-20 13:00'],
    ['during lunch', '2018-06-20 12:15', '2018-06-20 13:00'],
    ['in the afternoon', '2018-06-20 16:59', '2018-06-20 16:59'],
    ['at closing', '2018-06-20 17:00', '2018-06-21 07:30'],
    ['after closing', '2018-06-20 21:00', '2018-06-21 07:30'],
    ['after closing on a Friday', '2018-06-22 18:00', '2018-06-25 07:30'],
    ['on a Saturday', '2018-06-23 09:00', '2018-06-25 07:30'],
    ['on a worked Saturday', '2019-05-04 09:00', '2019-05-04 09:00'],
    ['on the eve of Tết after closing', '2018-02-13 17:30', '2018-02-21 07:30'],
  ])('a reception %s (%s) starts it at %s', (_, received, starts) => {
    expect(text(calendar.startOfClock(at(received)))).toBe(starts);
  });

  test.each([
    ['eight hours from opening end at closing', '2018-06-20 07:30', 480, '2018-06-20 17:00'],
    ['four hours from opening end before lunch', '2018-06-20 07:30', 240, '2018-06-20 11:30'],
    ['a minute more passes lunch', '2018-06-20 07:30', 241, '2018-06-20 13:01'],
    ['eight hours from 10:00 end next morning', '2018-06-20 10:00', 480, '2018-06-21 10:00'],
    ['an hour from Friday 16:30 ends on Monday', '2018-06-22 16:30', 60, '2018-06-25 08:00'],
    ['two hours over Tết', '2018-02-13 16:00', 120, '2018-02-21 08:30'],
    ['none from a night is the next opening', '2018-06-20 22:00', 0, '2018-06-21 07:30'],
  ])('%s', (_, from, minutes, to) => {
    expect(text(calendar.addWorkingMinutes(at(from), minutes))).toBe(to);
  });

  test.each([
    ['a whole day and night', '2018-06-20 00:00', '2018-06-21 00:00', 480],
    ['lunch alone', '2018-06-20 11:30', '2018-06-20 13:00', 0],
    ['the holidays of Tết', '2018-02-13 17:00', '2018-02-21 07:30', 0],
    ['backwards', '2018-06-20 10:00', '2018-06-20 09:00', -60],
  ])('%s: from %s to %s are %i working minutes', (_, from, to, minutes) => {
    expect(calendar.workingMinutesBetween(at(from), at(to))).toBe(minutes);
  });

  test('seasonal hours hold within their period', () => {
    const winter = { from: '2018-01-01', to: '2018-04-15', sessions: [{ opens: '08:00', closes: '16:00' }] };
    const summer = { from: '2018-04-16', to: null, sessions: [{ opens: '07:00', closes: '15:00' }] };
    const seasonal = makeWorkingCalendar({
      version: 'seasons',
      years: [2018],
      days: [],
      hours: [winter, summer],
    });
    expect(text(seasonal.closingAt('2018-04-13'))).toBe('2018-04-13 16:00');
    expect(text(seasonal.startOfClock(at('2018-04-13 16:30')))).toBe('2018-04-16 07:00');
  });
});

describe('faults', () => {
  const missing2028 = expect.objectContaining({
    code: 'BAD_INPUT',
    message: expect.stringContaining('not 2028'),
  });

  test.each<[string, () => unknown]>([
    ['a day', () => calendar.describeDay('2028-01-03')],
    ['the next working day', () => calendar.nextWorkingDay('2027-12-31')],
    ['a sum of days', () => calendar.addWorkingDays('2027-12-01', 60)],
    ['a reception', () => calendar.startOfClock(at('2027-12-31 17:00'))],
    ['a sum of minutes', () => calendar.addWorkingMinutes(at('2027-12-31 16:00'), 61)],
    ['a difference', () => calendar.workingMinutesBetween(at('2027-12-30 09:00'), at('2028-01-03 09:00'))],
  ])('%s beyond the years of the data names the missing year', (_, ask) => {
    expect(ask).toThrow(missing2028);
  });

  test('a day before the years of the data names its year', () => {
    expect(() => calendar.isWorkingDay('2015-12-31')).toThrow('not 2015');
  });

  test.each<[string, () => unknown]>([
    ['closing time of a day off', () => calendar.closingAt('2018-02-14')],
    ['a negative number of days', () => calendar.addWorkingDays('2018-02-12', -1)],
    ['half a day', () => calendar.addWorkingDays('2018-02-12', 0.5)],
    ['negative minutes', () => calendar.addWorkingMinutes(at('2018-02-12 09:00'), -1)],
    ['minutes that are no number', () => calendar.addWorkingMinutes(at('2018-02-12 09:00'), NaN)],
  ])('%s is refused', (_, ask) => {
    expect(ask).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});
