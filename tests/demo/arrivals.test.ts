import { describe, expect, test } from '@jest/globals';
import { planDay, plannedUntil, type DayPlan } from '../../demo/arrivals.js';
import { addDays } from '../../src/calendar/local-time.js';

function plansBetween(from: string, to: string): DayPlan[] {
  const plans: DayPlan[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) plans.push(planDay(day));
  return plans;
}

function countValid(from: string, to: string): number {
  return plansBetween(from, to).reduce((sum, { valid }) => sum + valid, 0);
}

describe('plan of arrivals', () => {
  test('the years sum up to the published figures', () => {
    expect(countValid('2017-01-01', '2017-12-31')).toBe(23_100);
    expect(countValid('2018-01-01', '2018-06-30')).toBe(71_056);
  });

  test('faulty dossiers come on top, 120 until 2018-06-30', () => {
    const plans = plansBetween('2017-01-01', '2018-06-30');
    expect(plans.reduce((sum, { faulty }) => sum + faulty, 0)).toBe(120);
  });

  test('ordinals run on from day to day without a gap', () => {
    let next = 0;
    for (const { firstOrdinal, valid, faulty } of plansBetween('2017-01-01', plannedUntil)) {
      expect(firstOrdinal).toBe(next);
      next += valid + faulty;
    }
  });

  test.each([
    '2018-02-18',
    '2018-02-16',
    '2018-02-17',
    '2018-04-25',
    '2018-04-30',
    '2018-05-01',
    '2018-06-24',
  ])('nothing is received on %s, a day off', (day) => {
    expect(planDay(day).valid).toBe(0);
  });

  test('a Saturday morning brings little, a Monday more than a Friday', () => {
    expect(planDay('2018-06-23').valid).toBeGreaterThan(0);
    expect(planDay('2018-06-23').valid).toBeLessThan(planDay('2018-06-22').valid / 5);
    expect(countValid('2018-03-19', '2018-03-19')).toBeGreaterThan(planDay('2018-03-23').valid);
  });

  test('Tết shows as a trough and the days after the holidays of April as a rush', () => {
    const ordinary = planDay('2018-01-24').valid;
    expect(planDay('2018-02-12').valid).toBeLessThan(ordinary * 0.75);
    expect(planDay('2018-02-21').valid).toBeLessThan(ordinary * 0.5);
    expect(planDay('2018-05-02').valid).toBeGreaterThan(planDay('2018-04-18').valid);
  });

  test('the clock can run on to the end of 2018 and beyond, but not for ever', () => {
    expect(planDay('2018-07-02').valid).toBeGreaterThan(0);
    expect(planDay('2018-12-28').valid).toBeGreaterThan(0);
    expect(() => planDay('2016-12-31')).toThrow('2016-12-31');
    expect(() => planDay(addDays(plannedUntil, 1))).toThrow(plannedUntil);
  });
});
