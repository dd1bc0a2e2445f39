import { describe, expect, test } from '@jest/globals';
import { HubError } from '../../src/errors.js';
import { dateScalar, dateTimeScalar } from '../../src/resolvers/scalars.js';

describe('DateTime', () => {
  test.each([
    ['2018-07-02T00:00:00+07:00', '2018-07-02T00:00:00+07:00'],
    ['2018-07-01T17:00:00Z', '2018-07-02T00:00:00+07:00'],
    ['2018-07-01t17:00:00z', '2018-07-02T00:00:00+07:00'],
    ['2018-07-01T12:30:00-04:30', '2018-07-02T00:00:00+07:00'],
    ['2018-07-01T23:59:59.250+07:00', '2018-07-01T23:59:59.250+07:00'],
    ['2016-02-29T12:00:00+07:00', '2016-02-29T12:00:00+07:00'],
  ])('takes %s in and gives %s out', (given, shown) => {
    expect(dateTimeScalar.serialize(dateTimeScalar.parseValue(given))).toBe(shown);
  });

  test.each([
    '2018-07-02',
    '2018-07-02T00:00:00',
    '2018-07-02 00:00:00+07:00',
    '2018-07-02T00:00+07:00',
    '2018-02-30T00:00:00+07:00',
    '2018-13-01T00:00:00+07:00',
    '2017-02-29T00:00:00+07:00',
    '2018-07-02T24:00:00+07:00',
    '2018-07-02T00:60:00+07:00',
    '2018-07-02T00:00:00+7:00',
    '2018-07-02T00:00:00+24:00',
    '2018-07-02T00:00:00+07:00 ',
    '',
    1530464400000,
    null,
  ])('refuses %p', (given) => {
    expect(() => dateTimeScalar.parseValue(given)).toThrow(HubError);
  });

  test.each([[new Date('?')], ['2018-07-02T00:00:00+07:00'], [1530464400000]])(
    'does not give out %p',
    (value) => {
      expect(() => dateTimeScalar.serialize(value)).toThrow(/something other than an instant/);
    },
  );
});

describe('Date', () => {
  test('takes a day in and gives it out as it is', () => {
    expect(dateScalar.serialize(dateScalar.parseValue('2018-06-30'))).toBe('2018-06-30');
  });

  test.each([
    '2018-02-30',
    '2018-06-31',
    '2018-6-30',
    '30/06/2018',
    '2018-06-30T00:00:00Z',
    '',
    20180630,
    null,
  ])('refuses %p', (given) => {
    expect(() => dateScalar.parseValue(given)).toThrow(HubError);
  });

  test('does not give out an instant', () => {
    expect(() => dateScalar.serialize(new Date())).toThrow(/something other than a day/);
  });
});
