import { describe, expect, test } from '@jest/globals';
import { isOnPilot, selectAgencies } from '../../src/lists/agency-filter.js';
import { selectProcedures, selectProceduresOf } from '../../src/lists/procedure-filter.js';
import { selectUnits } from '../../src/lists/unit-filter.js';
import { makeAgency, makeProcedure, makeUnit, toListing } from './sample-records.js';

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
const day = '2018-06-30';

describe('selectAgencies', () => {
  const agencies = [
    makeAgency({
      code: 'S1',
      name: 'Sở Tư pháp',
      level: 'PROVINCE',
      unitCode: '33',
      pilotFrom: '2018-01-01',
    }),
    makeAgency({
      code: 'H1',
      name: 'UBND huyện Thử',
      level: 'DISTRICT',
      unitCode: '330',
      pilotFrom: '2018-07-01',
    }),
    makeAgency({
      code: 'X1',
      name: 'UBND xã Thử',
      unitCode: '12001',
      validFrom: '2018-06-30',
      validTo: '2018-06-30',
    }),
    makeAgency({ code: 'X2', name: 'UBND xã Mới', validFrom: '2018-07-01' }),
  ];

  test.each([
    ['none: those that exist on the day', {}, ['S1', 'H1', 'X1']],
    ['levels', { level: ['PROVINCE', 'COMMUNE'] as const }, ['S1', 'X1']],
    ['no level at all', { level: [] }, []],
    ['units', { unit: ['330', '12001'] }, ['H1', 'X1']],
    ['pilots', { onestopPilot: true }, ['S1']],
    ['no pilots', { onestopPilot: false }, ['H1', 'X1']],
    ['words of the name', { text: 'thu ubnd' }, ['H1', 'X1']],
    ['a code', { text: 's1' }, ['S1']],
    ['two conditions', { level: ['DISTRICT'] as const, text: 'thử' }, ['H1']],
    [
      'nulls, which ask nothing',
      { level: null, unit: null, onestopPilot: null, text: null },
      ['S1', 'H1', 'X1'],
    ],
  ])('filter by %s', (_, filter, ids) => {
    expect(idsOf(selectAgencies(agencies, filter, day))).toEqual(ids);
  });

  test('an agency is on the pilot from its first day until it ends', () => {
    const pilot = makeAgency({ code: 'P', pilotFrom: '2018-01-01', validTo: '2018-12-31' });
    const days = ['2017-12-31', '2018-01-01', '2018-12-31', '2019-01-01'];
    expect(days.map((each) => isOnPilot(pilot, each))).toEqual([false, true, true, false]);
  });
});

describe('selectUnits', () => {
  const units = [
    makeUnit({ code: '33', level: 'PROVINCE', name: 'Tỉnh Thử' }),
    makeUnit({ code: '330', level: 'DISTRICT', parentCode: '33', name: 'Huyện Thử', validTo: '2025-06-30' }),
    makeUnit({ code: '12001', parentCode: '330', name: 'Xã Đông' }),
    makeUnit({ code: '12002', parentCode: '33', name: 'Xã Tây', validFrom: '2025-07-01' }),
  ];

  test.each([
    ['none', {}, day, ['33', '330', '12001']],
    ['none, after districts ended', {}, '2025-07-01', ['33', '12001', '12002']],
    ['level', { level: ['COMMUNE'] as const }, day, ['12001']],
    ['parent', { parent: ['33'] }, day, ['330']],
    ['text', { text: 'dong xa' }, day, ['12001']],
  ])('filter by %s', (_, filter, asOf, codes) => {
    expect(selectUnits(units, filter, asOf).map(({ content }) => content.code)).toEqual(codes);
  });
});

describe('selectProcedures', () => {
  const procedures = [
    makeProcedure({
      code: 'P1',
      level: 'PROVINCE',
      serviceLevel: 'LEVEL_3',
      agencyCode: 'S1',
      fieldCode: 'F1',
    }),
    makeProcedure({
      code: 'P2',
      level: 'PROVINCE',
      serviceLevel: 'LEVEL_2',
      agencyCode: 'S2',
      fieldCode: 'F2',
    }),
    makeProcedure({ code: 'C1', level: 'COMMUNE', name: 'Khai sinh' }),
  ];

  test.each([
    ['level', { level: ['PROVINCE'] as const }, ['P1', 'P2']],
    ['service level', { level: ['PROVINCE'] as const, serviceLevel: ['LEVEL_3'] as const }, ['P1']],
    ['agency', { agency: ['S2'] }, ['P2']],
    ['field', { field: ['F1'] }, ['P1', 'C1']],
    ['text', { text: 'sinh khai' }, ['C1']],
  ])('filter by %s', (_, filter, ids) => {
    expect(idsOf(selectProcedures(procedures, filter))).toEqual(ids);
  });

  test.each([
    ['its own, for a department', 'S1', ['P1']],
    ["those of every agency of its level, for a commune's office", 'X1', ['C1']],
    ['none, for a code nobody has', '?', []],
  ])('an agency is competent for %s', (_, code, ids) => {
    const agencies = toListing([makeAgency({ code: 'S1', level: 'PROVINCE' }), makeAgency({ code: 'X1' })]);
    expect(idsOf(selectProceduresOf(procedures, { code, agencies }))).toEqual(ids);
  });
});
