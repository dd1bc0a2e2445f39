import { describe, expect, test } from '@jest/globals';
import { toPeriodMs } from '../../src/lists/period.js';

describe('toPeriodMs', () => {
  test('reaches from the first local midnight to the one after the last day', () => {
    expect(toPeriodMs({ from: '2018-01-01', to: '2018-06-30' })).toEqual({
      fromMs: Date.parse('2018-01-01T00:00:00+07:00'),
      toMs: Date.parse('2018-07-01T00:00:00+07:00'),
    });
  });

  test('holds one whole day where both ends are the same', () => {
    const { fromMs, toMs } = toPeriodMs({ from: '2018-02-28', to: '2018-02-28' });
    expect(toMs - fromMs).toBe(24 * 3_600_000);
  });

  test('refuses a period that ends before it begins, naming it', () => {
    expect(() => toPeriodMs({ from: '2018-07-01', to: '2018-06-30' })).toThrow(
      /^period: expected from before to/,
    );
  });
});
