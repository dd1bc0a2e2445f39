/** Judging one dossier: every outcome under both rules, as of moments before and after its events. */
import { describe, expect, test } from '@jest/globals';
import { judge } from '../../src/figures/outcome.js';
import type { DossierFacts, Outcome } from '../../src/figures/outcome.js';

const ms = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);

/** Received 1 June 2018 08:00, due 20 June 17:00, being processed; a case says what differs. */
const facts = (differs: Partial<DossierFacts> = {}): DossierFacts => ({
  statusCode: 4,
  receivedAtMs: ms('2018-06-01 08:00'),
  dueAtMs: ms('2018-06-20 17:00'),
  completedAtMs: null,
  returnedAtMs: null,
  ...differs,
});
const completed = (at: string): Partial<DossierFacts> => ({ statusCode: 9, completedAtMs: ms(at) });
const endOfJune = ms('2018-06-30 23:59');

describe('a finished dossier', () => {
  test.each<[string, Outcome, Outcome]>([
    ['2018-06-19 23:59', 'EARLY', 'EARLY'],
    ['2018-06-20 00:00', 'ON_TIME', 'EARLY'],
    ['2018-06-20 16:59', 'ON_TIME', 'EARLY'],
    ['2018-06-20 17:00', 'ON_TIME', 'ON_TIME'],
    ['2018-06-20 17:01', 'ON_TIME', 'LATE'],
    ['2018-06-20 23:59', 'ON_TIME', 'LATE'],
    ['2018-06-21 00:00', 'LATE', 'LATE'],
  ])('completed %s is %s by date and %s by minute', (at, byDate, byMinute) => {
    expect(judge(facts(completed(at)), 'BY_DATE', endOfJune)).toBe(byDate);
    expect(judge(facts(completed(at)), 'BY_MINUTE', endOfJune)).toBe(byMinute);
  });

  test('seconds of the due minute are not late', () => {
    const completedAtMs = ms('2018-06-20 17:00') + 59_999;
    expect(judge(facts({ completedAtMs }), 'BY_MINUTE', endOfJune)).toBe('ON_TIME');
  });

  test.each<[string, Partial<DossierFacts>, Outcome]>([
    ['without a due date', { ...completed('2018-06-25 09:00'), dueAtMs: null }, 'ON_TIME'],
    [
      'delivered late but completed early',
      { ...completed('2018-06-15 09:00'), returnedAtMs: endOfJune },
      'EARLY',
    ],
    ['with a hand-over as its only end', { statusCode: 10, returnedAtMs: ms('2018-06-21 09:00') }, 'LATE'],
    ['with an unknown status', { ...completed('2018-06-15 09:00'), statusCode: 42 }, 'EARLY'],
    ['still called waiting', { ...completed('2018-06-15 09:00'), statusCode: 5 }, 'EARLY'],
    ['withdrawn', { ...completed('2018-06-15 09:00'), statusCode: 7 }, 'NOT_COUNTED'],
    ['refused', { ...completed('2018-06-15 09:00'), statusCode: 3 }, 'NOT_COUNTED'],
  ])('%s', (_, differs, outcome) => {
    expect(judge(facts(differs), 'BY_DATE', endOfJune)).toBe(outcome);
  });
});

describe('an open dossier', () => {
  test.each<[string, Outcome, Outcome]>([
    ['2018-05-31 08:00', 'NOT_COUNTED', 'NOT_COUNTED'],
    ['2018-06-01 08:00', 'OPEN_IN_TIME', 'OPEN_IN_TIME'],
    ['2018-06-20 17:00', 'OPEN_IN_TIME', 'OPEN_IN_TIME'],
    ['2018-06-20 17:01', 'OPEN_IN_TIME', 'OPEN_LATE'],
    ['2018-06-21 00:00', 'OPEN_LATE', 'OPEN_LATE'],
  ])('asked about %s is %s by date and %s by minute', (at, byDate, byMinute) => {
    expect(judge(facts(), 'BY_DATE', ms(at))).toBe(byDate);
    expect(judge(facts(), 'BY_MINUTE', ms(at))).toBe(byMinute);
  });

  test.each<[string, Partial<DossierFacts>, Outcome]>([
    ['without a due date', { dueAtMs: null }, 'OPEN_IN_TIME'],
    ['never received', { receivedAtMs: null }, 'NOT_COUNTED'],
    ['finished after the moment asked about', completed('2018-07-01 09:00'), 'OPEN_LATE'],
    ['called completed without a moment', { statusCode: 9 }, 'OPEN_LATE'],
    ['with an unknown status', { statusCode: 42 }, 'OPEN_LATE'],
  ])('%s', (_, differs, outcome) => {
    expect(judge(facts(differs), 'BY_DATE', endOfJune)).toBe(outcome);
  });

  test.each<[number, Outcome]>([
    [1, 'NOT_COUNTED'],
    [2, 'OPEN_LATE'],
    [3, 'NOT_COUNTED'],
    [4, 'OPEN_LATE'],
    [5, 'NOT_COUNTED'],
    [6, 'NOT_COUNTED'],
    [7, 'NOT_COUNTED'],
    [8, 'NOT_COUNTED'],
    [9, 'OPEN_LATE'],
    [10, 'OPEN_LATE'],
  ])('with status %i and its due date gone by is %s', (statusCode, outcome) => {
    expect(judge(facts({ statusCode }), 'BY_DATE', endOfJune)).toBe(outcome);
  });
});
