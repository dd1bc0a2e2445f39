/** Days and times of messages: every form e-offices write, and nothing that never was. */
import { expect, test } from '@jest/globals';
import { parseDay, parseTime } from '../../../src/connectors/office/edxml/dates.js';

test.each<[string, string | null]>([
  ['2018/03/05', '2018-03-05'],
  ['5/3/2018', '2018-03-05'],
  ['05-03-2018', '2018-03-05'],
  ['2018-03-05', '2018-03-05'],
  ['2014/02/30', null],
  ['2018/13/01', null],
  ['hôm qua', null],
])('the day %s is %s', (text, day) => {
  expect(parseDay(text)).toBe(day);
});

test.each<[string, string | null]>([
  ['2018/03/05 08:30:00', '2018-03-05T01:30:00.000Z'],
  ['05/03/2018 08:30:00', '2018-03-05T01:30:00.000Z'],
  ['2018/03/05', null],
  ['2018/03/05 25:00:00', null],
])('the time %s is %s', (text, at) => {
  expect(parseTime(text)?.toISOString() ?? null).toBe(at);
});
