import { describe, expect, test } from '@jest/globals';
import type { UnitRow } from '../../src/lists/rows.js';
import {
  findAgenciesUnder,
  findCurrentUnit,
  findParent,
  findPredecessors,
  findSuccessors,
  findUnitOn,
  findUnitServed,
} from '../../src/lists/unit-tree.js';
import { makeAgency, makeUnit, toListing } from './sample-records.js';

// A made-up province: on 2025-07-01 districts end, and two communes become one under the code of the first.
const province = makeUnit({ code: '33', level: 'PROVINCE', kind: 'PROVINCE', validFrom: '1997-01-01' });
const district = makeUnit({
  code: '330',
  level: 'DISTRICT',
  kind: 'RURAL_DISTRICT',
  parentCode: '33',
  validFrom: '1997-01-01',
  validTo: '2025-06-30',
});
const oldCommune = makeUnit({
  code: '12001',
  parentCode: '330',
  validFrom: '1997-01-01',
  validTo: '2025-06-30',
});
const neighbour = makeUnit({
  code: '12002',
  parentCode: '330',
  validFrom: '1997-01-01',
  validTo: '2025-06-30',
});
const newCommune = makeUnit({
  code: '12001',
  parentCode: '33',
  validFrom: '2025-07-01',
  predecessorIds: [oldCommune.id, neighbour.id],
});
const units: UnitRow[] = [newCommune, neighbour, province, oldCommune, district];

describe('the unit of a code', () => {
  test.each([
    ['the day before the change', '12001', '2025-06-30', oldCommune],
    ['the day of the change', '12001', '2025-07-01', newCommune],
    ['a day after its end', '330', '2025-07-01', null],
    ['a day before its beginning', '330', '1996-12-31', null],
    ['any day, for a code nobody bore', '99', '2018-06-30', null],
  ])('on %s', (_, code, day, unit) => {
    expect(findUnitOn(units, code, day)).toBe(unit);
  });

  test.each([
    ['the one valid today', '12001', '2026-11-24', newCommune],
    ['the one valid today, though a later one is known', '12001', '2018-06-30', oldCommune],
    ['the last one, where the code is closed', '330', '2026-11-24', district],
    ['none, where nobody bore the code', '99', '2026-11-24', null],
  ])('without a day is %s', (_, code, today, unit) => {
    expect(findCurrentUnit(units, code, today)).toBe(unit);
  });
});

describe('the unit above', () => {
  test('is the one of its own time', () => {
    expect(findParent(units, oldCommune)).toBe(district);
    expect(findParent(units, newCommune)).toBe(province);
  });

  test('is one that began later where none was valid at the beginning', () => {
    const laterDistrict = makeUnit({ code: '330', validFrom: '2000-01-01' });
    expect(findParent([laterDistrict, oldCommune], oldCommune)).toBe(laterDistrict);
  });

  test('is none at the top, and none where the only bearer of the code came after the unit had ended', () => {
    const tooLate = makeUnit({ code: '330', validFrom: '2025-07-01' });
    expect(findParent(units, province)).toBeNull();
    expect(findParent([tooLate, oldCommune], oldCommune)).toBeNull();
  });
});

describe('units before and after', () => {
  test('are named by the unit made from them', () => {
    expect(findPredecessors(toListing(units), newCommune)).toEqual([oldCommune, neighbour]);
    expect(findSuccessors(units, neighbour)).toEqual([newCommune]);
    expect(findSuccessors(units, newCommune)).toEqual([]);
  });

  test('are not told at all where one of the former units is unknown', () => {
    expect(findPredecessors(toListing([newCommune, oldCommune]), newCommune)).toBeNull();
  });
});

describe('agencies and units', () => {
  const oldOffice = makeAgency({ code: 'UB-OLD', unitCode: '12001', validTo: '2025-06-30' });
  const newOffice = makeAgency({ code: 'UB-NEW', unitCode: '12001', validFrom: '2025-07-01' });
  const districtOffice = makeAgency({ code: 'UB-330', unitCode: '330', validTo: '2025-06-30' });
  const department = makeAgency({ code: 'SO-1', unitCode: '33' });
  const nowhere = makeAgency({ code: 'X', unitCode: null });
  const agencies = [oldOffice, newOffice, districtOffice, department, nowhere];

  test('an agency serves the unit that bore its code in its time', () => {
    expect(findUnitServed(units, oldOffice)).toBe(oldCommune);
    expect(findUnitServed(units, newOffice)).toBe(newCommune);
    expect(findUnitServed(units, nowhere)).toBeNull();
  });

  test.each([
    ['a commune of old', [oldCommune], ['UB-OLD']],
    ['the commune that took over its code', [newCommune], ['UB-NEW']],
    ['a district and its communes', [district], ['UB-OLD', 'UB-330']],
    ['the province at any time', [province], ['UB-OLD', 'UB-NEW', 'UB-330', 'SO-1']],
    ['two units of which one lies below the other', [district, oldCommune], ['UB-OLD', 'UB-330']],
    ['no unit', [], []],
  ])('agencies under %s', (_, roots, codes) => {
    expect(findAgenciesUnder(roots, { units, agencies }).map(({ id }) => id)).toEqual(codes);
  });

  test('agencies under a unit leave out those below an earlier bearer of its code', () => {
    const laterDistrict = makeUnit({ code: '330', level: 'DISTRICT', validFrom: '2025-07-01' });
    const found = findAgenciesUnder([laterDistrict], { units: [...units, laterDistrict], agencies });
    expect(found).toEqual([]);
  });
});
