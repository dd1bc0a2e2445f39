import { beforeAll, describe, expect, test } from '@jest/globals';
import { isFailing } from '../../demo/defects.js';
import { demoDossiers, dossiersOfDay, registeredAheadDays } from '../../demo/dossiers.js';
import type { DemoDossier } from '../../demo/life.js';
import { demoNow } from '../../demo/moment.js';
import { demoProcedures } from '../../demo/procedures.js';
import { toStand } from '../../demo/stand.js';

/** Counts of one pass over the whole demonstration. */
const tally = new Map<string, number>();
const codes = new Set<string>();
let codeCount = 0;
let nextOrdinal = 0;
const faults = new Set<string>();

const count = (key: string): number => tally.get(key) ?? 0;
const tick = (key: string, isTrue = true): void => {
  if (isTrue) tally.set(key, count(key) + 1);
};
/** Written anew here, so that the figures do not rest on the code that made them. */
const localDay = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
const procedureLevels = new Map(demoProcedures.map(({ code, level }) => [code, level.toLowerCase()]));

function findFault(dossier: DemoDossier): string | null {
  const { events, receivedAt, submittedAt, supplements } = dossier;
  if (dossier.ordinal !== nextOrdinal) return 'ordinal out of order';
  if (events.some(({ at }, i) => at < (events[i - 1]?.at ?? at))) return 'events out of order';
  if (events[0]?.status !== (submittedAt === null ? 2 : 1)) return 'wrong first event';
  if (events.find(({ status }) => status === 2)?.at !== receivedAt) return 'reception without its event';
  if (submittedAt !== null && submittedAt >= receivedAt) return 'received before it was sent in';
  if (events.some(({ at }) => at.getTime() % 1_000 !== 0)) return 'fractions of a second';
  if (supplements.some(({ requestedAt, answeredAt }) => answeredAt !== null && answeredAt < requestedAt))
    return 'early answer';
  if (procedureLevels.get(dossier.procedureCode) !== dossier.node) return 'procedure of another level';
  const texts = `${dossier.applicant.name}${dossier.subject}`;
  return texts === texts.normalize('NFC') ? null : 'decomposed text';
}

function tallyCodes({ localCode, recoded }: DemoDossier): void {
  codes.add(localCode);
  codeCount += 1;
  if (recoded === null) return;
  codes.add(recoded.code);
  codeCount += 1;
}

function tallyLife(dossier: DemoDossier): void {
  tick(`received ${localDay(dossier.receivedAt).slice(0, 4)}`);
  tick(`node ${dossier.node}`);
  tick(`channel ${dossier.channel}`);
  tick('no appointment', dossier.dueAt === null);
  tick('supplement', dossier.supplements.length > 0);
  tick('re-coded', dossier.recoded !== null);
  tick(
    'handed over',
    dossier.events.some(({ agencyCode }) => agencyCode !== dossier.agencyCode),
  );
  for (const defect of dossier.defects) tick(defect);
  const stand = toStand(dossier, demoNow);
  tick(`status ${stand?.status}`);
  if (stand === null || stand.completedAt === null || localDay(stand.completedAt) < '2018-01-01') return;
  tick('resolved');
  tick('in time', stand.dueAt === null || localDay(stand.completedAt) <= localDay(stand.dueAt));
}

beforeAll(() => {
  for (const dossier of demoDossiers()) {
    const fault = findFault(dossier);
    if (fault !== null) faults.add(fault);
    nextOrdinal += 1;
    tallyCodes(dossier);
    if (isFailing(dossier)) tick(`failing ${dossier.defects.join()}`);
    else tallyLife(dossier);
  }
});

describe('the whole demonstration', () => {
  test('holds the published number of dossiers of 2017 and of the first half of 2018', () => {
    expect([count('received 2017'), count('received 2018')]).toEqual([23_100, 71_056]);
  });

  test('has 98.3 % ± 0.2 of what was resolved in the first half of 2018 resolved in time', () => {
    const share = (100 * count('in time')) / count('resolved');
    expect(Math.abs(share - 98.3)).toBeLessThanOrEqual(0.2);
  });

  test('gives every dossier ordered events, a procedure of its level and composed text', () => {
    expect([...faults]).toEqual([]);
  });

  test('gives no code twice, local and national together', () => {
    expect(codes.size).toBe(codeCount);
  });

  test('has thirty records of each fault that fails validation', () => {
    const failing = ['missing-code', 'missing-procedure', 'impossible-date', 'bad-status'];
    expect(failing.map((defect) => count(`failing ${defect}`))).toEqual([30, 30, 30, 30]);
  });

  test.each([
    ['nfd-text', 0.01],
    ['slash-dates', 0.01],
    ['iso-dates', 0.01],
    ['placeholder-identity', 0.01],
    ['listed-twice', 0.005],
    ['unknown-channel', 0.0005],
    ['portal-disagrees', 0.04],
    ['re-coded', 0.015],
    ['no appointment', 0.01],
    ['supplement', 0.07],
    ['handed over', 0.08],
    ['node province', 0.25],
    ['node district', 0.4],
    ['node commune', 0.35],
    ['channel 2', 0.04],
  ])('has %s in about its share of %f', (key, share) => {
    expect(count(key) / 94_156).toBeGreaterThan(share * 0.75);
    expect(count(key) / 94_156).toBeLessThan(share * 1.25);
  });

  test('has dossiers in every status of a received dossier at the moment it stands at', () => {
    for (const status of [2, 3, 4, 5, 6, 7, 8, 9, 10]) expect(count(`status ${status}`)).toBeGreaterThan(10);
    expect(count('status 4')).toBeGreaterThan(2_000);
  });
});

describe('a day of the demonstration', () => {
  test('comes out the same twice, whatever was made in between', () => {
    const first = dossiersOfDay('2018-03-07');
    dossiersOfDay('2017-11-20');
    expect(dossiersOfDay('2018-03-07')).toEqual(first);
  });

  test('holds only dossiers received on it, in order', () => {
    const moments = dossiersOfDay('2018-03-07').map(({ receivedAt }) => receivedAt);
    expect(new Set(moments.map(localDay))).toEqual(new Set(['2018-03-07']));
    expect(moments).toEqual(moments.toSorted((a, b) => a.getTime() - b.getTime()));
  });

  test('is empty when offices are closed, and goes on after the published period', () => {
    expect(dossiersOfDay('2018-07-01')).toEqual([]);
    expect(dossiersOfDay('2018-07-02').length).toBeGreaterThan(500);
  });

  test('after Tết holds online dossiers sent in during it, none earlier than the days announced', () => {
    const waitingMs = dossiersOfDay('2018-02-21').flatMap(({ submittedAt, receivedAt }) =>
      submittedAt === null ? [] : [receivedAt.getTime() - submittedAt.getTime()],
    );
    expect(Math.max(...waitingMs)).toBeGreaterThan(86_400_000);
    expect(Math.max(...waitingMs)).toBeLessThan(registeredAheadDays * 86_400_000);
  });
});
