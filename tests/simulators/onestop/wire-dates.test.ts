/** Instants and days as the one-stop writes and reads them. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  parseWireInstant,
  toIsoInstant,
  toSlashInstant,
  toWireDay,
  toWireInstant,
} from '../../../simulators/onestop/wire-dates.js';

const at = new Date('2018-01-01T20:05:09Z');

test('writes local time in each of the three forms', () => {
  expect(toWireInstant(at)).toBe('20180102030509');
  expect(toSlashInstant(at)).toBe('02/01/2018 03:05:09');
  expect(toIsoInstant(at)).toBe('2018-01-02T03:05:09+07:00');
});

test('writes none as the empty string', () => {
  expect([toWireInstant(null), toSlashInstant(null), toIsoInstant(null), toWireDay(null)]).toEqual([
    '',
    '',
    '',
    '',
  ]);
});

test('writes a day without its hyphens', () => {
  expect(toWireDay('2004-07-08')).toBe('20040708');
});

test('reads back every whole second it wrote', () => {
  const seconds = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2100, 0) / 1000 });
  fc.assert(
    fc.property(seconds, (second) => {
      const moment = new Date(second * 1000);
      expect(parseWireInstant(toWireInstant(moment))).toEqual(moment);
    }),
  );
});

test.each([
  '',
  '2018',
  '20181301000000',
  '20180230000000',
  '20180101240000',
  '2018-01-01 00:00',
  '20180101000000Z',
])('reads "%s" as no instant', (text) => {
  expect(parseWireInstant(text)).toBeNull();
});
