/** Counting over a period: its edges, the identities of the columns, and a recount in the slow way. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countDossiers } from '../../src/figures/dossier-counts.js';
import type { DossierFacts, JudgingRule } from '../../src/figures/outcome.js';

const ms = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+07:00`);
const dayMs = 86_400_000;
const june = { fromMs: ms('2018-06-01 00:00'), toMs: ms('2018-07-01 00:00'), rule: 'BY_DATE' as const };

const open = (receivedAtMs: number, dueAtMs: number | null): DossierFacts => ({
  statusCode: 4,
  receivedAtMs,
  dueAtMs,
  completedAtMs: null,
  returnedAtMs: null,
});
const done = (receivedAtMs: number, dueAtMs: number | null, completedAtMs: number): DossierFacts => ({
  ...open(receivedAtMs, dueAtMs),
  statusCode: 10,
  completedAtMs,
});
const none = {
  received: 0,
  resolved: 0,
  early: 0,
  onTime: 0,
  late: 0,
  open: 0,
  openLate: 0,
  rule: 'BY_DATE',
};

describe('June 2018', () => {
  const may = ms('2018-05-15 09:00');
  const mid = ms('2018-06-15 09:00');
  test.each<[string, DossierFacts, object]>([
    ['received at its first moment', open(june.fromMs, null), { received: 1, open: 1 }],
    ['received the moment before', open(june.fromMs - 1, null), { open: 1 }],
    ['received at its last moment', open(june.toMs - 1, null), { received: 1, open: 1 }],
    ['received the moment after', open(june.toMs, null), {}],
    ['carried over and finished early', done(may, mid + dayMs, mid), { resolved: 1, early: 1 }],
    ['received and finished late', done(mid, mid, mid + dayMs), { received: 1, resolved: 1, late: 1 }],
    ['finished without a due date', done(may, null, mid), { resolved: 1, onTime: 1 }],
    ['finished before', done(may, may, may + dayMs), {}],
    ['finished at its last moment', done(may, june.toMs - 1, june.toMs - 1), { resolved: 1, onTime: 1 }],
    ['finished the moment after', done(may, june.toMs - 1, june.toMs), { open: 1 }],
    ['due on its last day', open(may, ms('2018-06-30 00:00')), { open: 1 }],
    ['due the day before its last', open(may, ms('2018-06-29 17:00')), { open: 1, openLate: 1 }],
    ['waiting for the citizen', { ...open(mid, mid), statusCode: 5 }, { received: 1 }],
    ['withdrawn', { ...open(mid, mid), statusCode: 7 }, { received: 1 }],
  ])('a dossier %s', (_, row, counted) => {
    expect(countDossiers([row], june)).toEqual({ ...none, ...counted });
  });

  test('no dossiers count nothing, under the rule asked for', () => {
    expect(countDossiers([], { ...june, rule: 'BY_MINUTE' })).toEqual({ ...none, rule: 'BY_MINUTE' });
  });
});

describe('any dossiers', () => {
  const moment = fc.integer({ min: june.fromMs - 20 * dayMs, max: june.toMs + 20 * dayMs });
  const row: fc.Arbitrary<DossierFacts> = fc.record({
    statusCode: fc.integer({ min: 0, max: 11 }),
    receivedAtMs: fc.option(moment),
    dueAtMs: fc.option(moment),
    completedAtMs: fc.option(moment),
    returnedAtMs: fc.option(moment),
  });
  const rows = fc.array(row, { maxLength: 60 });
  const rule = fc.constantFrom<JudgingRule>('BY_DATE', 'BY_MINUTE');

  test('the columns add up', () => {
    fc.assert(
      fc.property(rows, rule, (facts, named) => {
        const counts = countDossiers(facts, { ...june, rule: named });
        expect(counts.resolved).toBe(counts.early + counts.onTime + counts.late);
        expect(counts.openLate).toBeLessThanOrEqual(counts.open);
        expect(counts.resolved + counts.open).toBeLessThanOrEqual(facts.length);
      }),
    );
  });

  test('what is resolved in two halves is what is resolved in the whole', () => {
    fc.assert(
      fc.property(rows, rule, moment, (facts, named, split) => {
        const halves = [
          countDossiers(facts, { fromMs: june.fromMs - 30 * dayMs, toMs: split, rule: named }),
          countDossiers(facts, { fromMs: split, toMs: june.toMs + 30 * dayMs, rule: named }),
        ];
        const whole = countDossiers(facts, {
          fromMs: june.fromMs - 30 * dayMs,
          toMs: june.toMs + 30 * dayMs,
          rule: named,
        });
        const sum = (column: 'received' | 'early' | 'onTime' | 'late'): number =>
          halves.reduce((total, half) => total + half[column], 0);
        expect([sum('received'), sum('early'), sum('onTime'), sum('late')]).toEqual([
          whole.received,
          whole.early,
          whole.onTime,
          whole.late,
        ]);
      }),
    );
  });

  test('a recount by formatted day, one column at a time, gives the same', () => {
    const dayOf = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
    const end = (facts: DossierFacts): number => facts.completedAtMs ?? facts.returnedAtMs ?? Infinity;
    const counted = (facts: DossierFacts): boolean => ![1, 3, 7].includes(facts.statusCode);
    const within = (at: number | null): boolean => at !== null && at >= june.fromMs && at < june.toMs;
    fc.assert(
      fc.property(rows, (facts) => {
        const finished = facts.filter((one) => counted(one) && within(end(one)));
        const dated = finished.filter((one) => one.dueAtMs !== null);
        const early = dated.filter((one) => dayOf(end(one)) < dayOf(one.dueAtMs ?? 0)).length;
        const late = dated.filter((one) => dayOf(end(one)) > dayOf(one.dueAtMs ?? 0)).length;
        const standing = facts.filter(
          (one) =>
            counted(one) &&
            ![5, 6, 8].includes(one.statusCode) &&
            (one.receivedAtMs ?? Infinity) < june.toMs &&
            end(one) >= june.toMs,
        );
        expect(countDossiers(facts, june)).toEqual({
          received: facts.filter((one) => within(one.receivedAtMs)).length,
          resolved: finished.length,
          early,
          onTime: finished.length - early - late,
          late,
          open: standing.length,
          openLate: standing.filter((one) => one.dueAtMs !== null && dayOf(one.dueAtMs) < '2018-06-30')
            .length,
          rule: 'BY_DATE',
        });
      }),
    );
  });
});
