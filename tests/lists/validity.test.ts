import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isOverlapping, isValidOn, type Validity } from '../../src/lists/validity.js';

const closed: Validity = { validFrom: '2018-01-01', validTo: '2018-06-30' };

describe('isValidOn', () => {
  test.each([
    ['2017-12-31', false],
    ['2018-01-01', true],
    ['2018-06-30', true],
    ['2018-07-01', false],
  ])('%s in a period from 2018-01-01 to 2018-06-30: %s', (day, expected) => {
    expect(isValidOn(closed, day)).toBe(expected);
  });

  test('holds on any day where both ends are open', () => {
    expect(isValidOn({ validFrom: null, validTo: null }, '1900-01-01')).toBe(true);
  });
});

describe('isOverlapping', () => {
  const days = ['2018-01-01', '2018-01-02', '2018-01-03', '2018-01-04', '2018-01-05'];
  const periods = fc
    .tuple(fc.option(fc.nat(4), { nil: null }), fc.option(fc.nat(4), { nil: null }))
    .filter(([from, to]) => from === null || to === null || from <= to)
    .map(([from, to]): Validity => ({
      validFrom: days[from ?? -1] ?? null,
      validTo: days[to ?? -1] ?? null,
    }));

  test('holds exactly where some day lies in both periods', () => {
    fc.assert(
      fc.property(periods, periods, (a, b) => {
        const shared = days.some((day) => isValidOn(a, day) && isValidOn(b, day));
        expect(isOverlapping(a, b)).toBe(shared);
        expect(isOverlapping(b, a)).toBe(shared);
      }),
    );
  });
});
