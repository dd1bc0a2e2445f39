/** Local time of Asia/Ho_Chi_Minh, held against the platform's own knowledge of the zone. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  toInstant,
  toLocalDay,
  toMinuteOfDay,
  toRfc3339,
  weekdayOf,
} from '../../src/calendar/local-time.js';

const instants = fc.date({ min: new Date('1976-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const zoned = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

describe('local time', () => {
  test('any instant has the day and minute the zone database gives it', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const minute = toMinuteOfDay(at);
        const clock = [Math.floor(minute / 60), minute % 60]
          .map((part) => String(part).padStart(2, '0'))
          .join(':');
        expect(`${toLocalDay(at)} ${clock}`).toBe(zoned.format(at));
      }),
    );
  });

  test('a day and a minute make the instant that reads back as them', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 1439 }), (at, minute) => {
        const made = toInstant(toLocalDay(at), minute);
        expect([toLocalDay(made), toMinuteOfDay(made)]).toEqual([toLocalDay(at), minute]);
      }),
    );
  });

  test('RFC 3339 text reads back as the same instant', () => {
    fc.assert(fc.property(instants, (at) => expect(new Date(toRfc3339(at))).toEqual(at)));
  });

  test.each([
    ['2018-02-13T23:59:59Z', '2018-02-14T06:59:59+07:00'],
    ['2017-12-31T17:00:00Z', '2018-01-01T00:00:00+07:00'],
    ['2018-06-30T01:02:03.040Z', '2018-06-30T08:02:03.040+07:00'],
  ])('%s is written %s', (instant, text) => {
    expect(toRfc3339(new Date(instant))).toBe(text);
  });

  test.each([
    ['2018-12-31', 1, '2019-01-01'],
    ['2016-02-28', 1, '2016-02-29'],
    ['2018-03-01', -1, '2018-02-28'],
    ['2018-05-20', 0, '2018-05-20'],
  ])('%s and %i days are %s', (day, n, expected) => {
    expect(addDays(day, n)).toBe(expected);
  });

  test.each([
    ['2018-02-12', 1],
    ['2018-02-18', 7],
    ['1970-01-01', 4],
    ['1969-12-28', 7],
  ])('%s is weekday %i of the ISO week', (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday);
  });

  test.each(['2018-02-30', '2018-13-01', '2018-2-3', '14/02/2018', '', '2018-02-14T00'])(
    "'%s' is refused as a day",
    (day) => {
      expect(() => addDays(day, 1)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    },
  );
});
