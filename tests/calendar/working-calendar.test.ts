/** The calendar of 2016–2027 day by day. */
import { describe, expect, test } from '@jest/globals';
import { defaultCalendar } from '../../src/calendar/default-calendar.js';
import { makeWorkingCalendar } from '../../src/calendar/working-calendar.js';

const calendar = makeWorkingCalendar(defaultCalendar);

/** Every day of a year, made without the code under test. */
function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    days.push(new Date(ms).toISOString().slice(0, 10));
  }
  return days;
}

describe('days', () => {
  // Weekdays of the year, less the weekdays off, plus the Saturdays worked: counted by hand from the published notices.
  test.each([
    [2016, 261 - 10],
    [2017, 260 - 10],
    [2018, 261 - 11],
    [2019, 261 - 11 + 2],
    [2020, 262 - 10],
    [2021, 261 - 11],
    [2022, 260 - 11],
    [2023, 260 - 11],
    [2024, 262 - 12 + 1],
    [2025, 261 - 12 + 1],
    [2026, 261 - 14 + 2],
    [2027, 261 - 12],
  ])('%i has %i working days', (year, expected) => {
    expect(daysOf(year).filter((day) => calendar.isWorkingDay(day))).toHaveLength(expected);
  });

  test.each([
    ['2016-05-03', false, 'Nghỉ bù Ngày Quốc tế lao động 1/5'],
    ['2017-01-26', false, 'Tết Nguyên đán'],
    ['2018-02-13', true, null],
    ['2018-02-14', false, 'Tết Nguyên đán'],
    ['2018-02-21', true, null],
    ['2018-04-25', false, 'Giỗ Tổ Hùng Vương'],
    ['2018-04-30', false, 'Ngày Chiến thắng 30/4'],
    ['2018-06-30', false, 'Nghỉ hằng tuần'],
    ['2018-09-26', true, null],
    ['2018-12-31', false, 'Hoán đổi, làm bù ngày 05/01/2019'],
    ['2019-01-05', true, 'Làm bù cho ngày 31/12/2018'],
    ['2020-01-29', false, 'Tết Nguyên đán'],
    ['2021-09-03', false, 'Quốc khánh 2/9'],
    ['2022-01-03', false, 'Nghỉ bù Tết Dương lịch'],
    ['2023-05-03', false, 'Nghỉ bù Ngày Chiến thắng 30/4'],
    ['2024-05-04', true, 'Làm bù cho ngày 29/04/2024'],
    ['2024-07-26', true, null],
    ['2025-04-26', true, 'Làm bù cho ngày 02/05/2025'],
    ['2025-11-24', true, null],
    ['2026-11-24', false, 'Ngày Văn hóa Việt Nam 24/11'],
    ['2027-02-10', false, 'Tết Nguyên đán (dự kiến)'],
  ])('%s: working %s, reason %s', (day, working, reason) => {
    expect(calendar.describeDay(day)).toEqual({ working, reason });
  });

  test.each([
    ['2018-02-13', '2018-02-21'],
    ['2018-04-27', '2018-05-02'],
    ['2018-12-28', '2019-01-02'],
    ['2019-01-04', '2019-01-05'],
    ['2019-01-05', '2019-01-07'],
  ])('the working day after %s is %s', (day, next) => {
    expect(calendar.nextWorkingDay(day)).toBe(next);
  });

  test.each([
    ['2018-02-12', 5, '2018-02-26'],
    ['2018-04-24', 3, '2018-05-02'],
    ['2018-06-30', 1, '2018-07-02'],
    ['2018-06-30', 0, '2018-07-02'],
    ['2018-06-29', 0, '2018-06-29'],
    ['2024-04-26', 5, '2024-05-07'],
  ])('%s and %i working days are %s', (day, n, expected) => {
    expect(calendar.addWorkingDays(day, n)).toBe(expected);
  });
});
