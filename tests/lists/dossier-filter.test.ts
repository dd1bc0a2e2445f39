import { describe, expect, test } from '@jest/globals';
import {
  selectDossiers,
  selectOwnDossiers,
  type DossierFilter,
  type HolderOf,
} from '../../src/lists/dossier-filter.js';
import { makeRowsByKey } from '../../src/lists/grouping.js';
import { countUnitDossiers } from '../../src/lists/unit-counts.js';
import { makeAgency, makeDossierRow, makeUnit, toListings } from './sample-records.js';

const at = (local: string): Date => new Date(`${local}+07:00`);
const district = makeUnit({ code: '330', level: 'DISTRICT', parentCode: '33' });
const listings = toListings({
  units: [
    district,
    makeUnit({ code: '12001', parentCode: '330' }),
    makeUnit({ code: '33', level: 'PROVINCE' }),
  ],
  agencies: [
    makeAgency({ code: 'S1', level: 'PROVINCE', unitCode: '33' }),
    makeAgency({ code: 'H1', level: 'DISTRICT', unitCode: '330' }),
    makeAgency({ code: 'X1', level: 'COMMUNE', unitCode: '12001' }),
  ],
  dossiers: [
    makeDossierRow('s', {
      receivingAgencyCode: 'S1',
      holderCode: 'H1',
      receivedAt: at('2018-01-01T00:00:00'),
      dueAt: at('2018-01-10T17:00:00'),
      completedAt: at('2018-01-10T16:00:00'),
      statusCode: 9,
      procedureCode: 'P2',
      citizenId: 'cit_1',
    }),
    makeDossierRow('h', {
      receivingAgencyCode: 'H1',
      holderCode: 'H1',
      receivedAt: at('2018-06-30T23:59:59.999'),
      dueAt: at('2018-07-02T00:00:00'),
      channelCode: 2,
      codes: [
        { value: 'NEW.1', issuer: 'portal' },
        { value: 'OLD.1', issuer: 'H1' },
      ],
    }),
    makeDossierRow('x', {
      receivingAgencyCode: 'X1',
      holderCode: 'X1',
      receivedAt: at('2018-07-01T00:00:00'),
      applicantName: 'Đỗ Thị Thử',
      statusCode: 42,
    }),
    makeDossierRow('unreceived', {
      receivingAgencyCode: 'GONE',
      holderCode: 'GONE',
      receivedAt: null,
      statusCode: 1,
    }),
  ],
});
const dossiersByAgency = makeRowsByKey(listings.dossier, ({ agencyCode }) => agencyCode);
/** The exchange has moved `x` on; of the others their source's record says who holds them. */
const holders: HolderOf = ({ id, holderCode }) => (id === 'x' ? 'MOVED' : holderCode);
const scope = { listings, dossiersByAgency, holders, nowMs: at('2018-07-15T08:00:00').getTime() };
const select = (filter: DossierFilter): string[] => selectDossiers(filter, scope).map(({ id }) => id);

describe('selectDossiers', () => {
  test.each<[string, DossierFilter, string[]]>([
    ['nothing: all', {}, ['s', 'h', 'x', 'unreceived']],
    [
      'nulls: all',
      { status: null, agency: null, unit: null, text: null, dueBefore: null },
      ['s', 'h', 'x', 'unreceived'],
    ],
    ['an empty list: none', { status: [] }, []],
    ['status', { status: ['PROCESSING', 'COMPLETED'] }, ['s', 'h']],
    ['channel', { channel: ['ONLINE'] }, ['h']],
    ['receiving agency, known or not', { agency: ['S1', 'GONE'] }, ['s', 'unreceived']],
    ['holder', { holder: ['H1'] }, ['s', 'h']],
    ['the holder the exchange moved it to', { holder: ['MOVED'] }, ['x']],
    ['procedure', { procedure: ['P2'] }, ['s']],
    ['a unit and those below it', { unit: ['330'] }, ['h', 'x']],
    ['a unit nobody knows: none', { unit: ['999'] }, []],
    ['level of the receiving agency', { level: ['COMMUNE', 'PROVINCE'] }, ['s', 'x']],
    ['unit and level together', { unit: ['330'], level: ['COMMUNE', 'PROVINCE'] }, ['x']],
    ['agency outside the unit: none', { unit: ['330'], agency: ['S1'] }, []],
    ['first day, inclusive', { receivedFrom: '2018-07-01' }, ['x']],
    ['last day, inclusive to its last millisecond', { receivedTo: '2018-06-30' }, ['s', 'h']],
    ['both days', { receivedFrom: '2018-01-01', receivedTo: '2018-06-30' }, ['s', 'h']],
    ['due before an instant, exclusive', { dueBefore: at('2018-07-02T00:00:00') }, ['s']],
    ['due before the next moment', { dueBefore: at('2018-07-02T00:00:00.001') }, ['s', 'h']],
    ['the current code', { code: ['NEW.1'] }, ['h']],
    ['a former code', { code: ['OLD.1', 'unknown'] }, ['h']],
    ['outcome by date, the default', { outcome: ['ON_TIME'] }, ['s']],
    ['outcome by the minute', { outcome: ['EARLY'], rule: 'BY_MINUTE' }, ['s']],
    ['outcome of open ones, judged now', { outcome: ['OPEN_LATE'] }, ['h']],
    ['words of the name', { text: 'do thi' }, ['x']],
    [
      'all conditions together',
      { agency: ['S1', 'H1'], status: ['PROCESSING'], receivedTo: '2018-06-30' },
      ['h'],
    ],
  ])('by %s', (_, filter, ids) => {
    expect(select(filter)).toEqual(ids);
  });
});

describe('selectOwnDossiers', () => {
  test("finds the caller's, and nobody's for a caller who is no applicant", () => {
    const own = (citizenId: string | null): string[] =>
      selectOwnDossiers(listings.dossier.values(), citizenId).map(({ id }) => id);
    expect(own('cit_1')).toEqual(['s']);
    expect(own('cit_2')).toEqual([]);
    expect(own(null)).toEqual([]);
  });
});

describe('countUnitDossiers', () => {
  const period = { from: '2018-01-01', to: '2018-06-30' };

  test('counts what the agencies of the unit and below received, whole days, under the rule', () => {
    expect(countUnitDossiers(district, { period, rule: 'BY_DATE' }, scope)).toMatchObject({
      received: 1,
      open: 1,
      resolved: 0,
      rule: 'BY_DATE',
    });
    const july = { from: '2018-07-01', to: '2018-07-31' };
    expect(countUnitDossiers(district, { period: july, rule: 'BY_DATE' }, scope)).toMatchObject({
      received: 1,
      open: 2,
    });
  });
});
