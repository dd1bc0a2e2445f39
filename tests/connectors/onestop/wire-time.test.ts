/** Instants and days as the one-stop writes them, and what names none. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toIsoInstant, toSlashInstant, toWireInstant } from '../../../simulators/onestop/wire-dates.js';
import { parseDay, parseInstant, toStamp } from '../../../src/connectors/onestop/wire-time.js';

describe('an instant', () => {
  test.each([
    ['20180305081530', '2018-03-05T01:15:30Z'],
    ['20180101000000', '2017-12-31T17:00:00Z'],
    ['20160229235959', '2016-02-29T16:59:59Z'],
    ['05/03/2018 08:15:30', '2018-03-05T01:15:30Z'],
    ['5/3/2018 08:15:30', '2018-03-05T01:15:30Z'],
    ['2018-03-05T08:15:30+07:00', '2018-03-05T01:15:30Z'],
    ['2018-03-05T01:15:30Z', '2018-03-05T01:15:30Z'],
    ['2018-03-05T01:15:30.250Z', '2018-03-05T01:15:30Z'],
    ['2018-03-04T19:45:30-05:30', '2018-03-05T01:15:30Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text)).toEqual(new Date(expected));
  });

  test.each([
    ['the 31st of February', '20180231000000', '31/02/2018 00:00:00', '2018-02-31T00:00:00Z'],
    ['the 29th of a February that has 28', '20170229000000', '29/02/2017 00:00:00', '2017-02-29T00:00:00Z'],
    ['the 13th month', '20181305000000', '05/13/2018 00:00:00', '2018-13-05T00:00:00Z'],
    ['month 0', '20180005000000', '05/00/2018 00:00:00', '2018-00-05T00:00:00Z'],
    ['day 0', '20180300000000', '00/03/2018 00:00:00', '2018-03-00T00:00:00Z'],
    ['hour 24', '20180305240000', '05/03/2018 24:00:00', '2018-03-05T24:00:00Z'],
    ['minute 60', '20180305086000', '05/03/2018 08:60:00', '2018-03-05T08:60:00Z'],
    ['second 60', '20180305080060', '05/03/2018 08:00:60', '2018-03-05T08:00:60Z'],
    ['a year of the first century', '00500305080000', '05/03/0050 08:00:00', '0050-03-05T08:00:00Z'],
  ])('%s is none in any form', (_, ...forms) => {
    expect(forms.map(parseInstant)).toEqual([null, null, null]);
  });

  test.each([
    '',
    '20180305',
    '2018030508153',
    ' 20180305081530',
    '20180305081530Z',
    '05-03-2018 08:15:30',
    '05/03/2018',
    '2018-03-05T08:15:30',
    '2018-03-05T08:15:30+24:00',
    '2018-03-05T08:15:30+07:60',
    'hôm qua',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  const wholeSeconds = fc
    .date({
      min: new Date('1000-01-01T00:00:00Z'),
      max: new Date('9999-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000));

  test('comes back from its stamp, to the second', () => {
    fc.assert(fc.property(wholeSeconds, (at) => expect(parseInstant(toStamp(at))).toEqual(at)));
  });

  test.each([
    ['packed', toWireInstant],
    ['slashed', toSlashInstant],
    ['RFC 3339', toIsoInstant],
  ])('is read as it was written in the %s form', (_, write) => {
    fc.assert(fc.property(wholeSeconds, (at) => expect(parseInstant(write(at))).toEqual(at)));
  });

  test('stamps compare as the instants do', () => {
    fc.assert(
      fc.property(wholeSeconds, wholeSeconds, (a, b) => {
        expect(toStamp(a) < toStamp(b)).toBe(a.getTime() < b.getTime());
      }),
    );
  });
});

describe('a day', () => {
  test.each([
    ['20180305', '2018-03-05'],
    ['20160229', '2016-02-29'],
  ])('%s is %s', (text, expected) => {
    expect(parseDay(text)).toBe(expected);
  });

  test.each(['', '20180231', '20170229', '20181301', '20180300', '00500305', '2018-03-05', '201803051'])(
    '%j is none',
    (text) => {
      expect(parseDay(text)).toBeNull();
    },
  );
});
