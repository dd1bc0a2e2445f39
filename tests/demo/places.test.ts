import { describe, expect, test } from '@jest/globals';
import { demoPlaces, nameOfUnit, placesOn } from '../../demo/places.js';
import { toUnitId } from '../../src/records/administrative-unit.js';

function countKinds(day: string, level: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const place of placesOn(day)) {
    if (place.level === level) counts[place.kind] = (counts[place.kind] ?? 0) + 1;
  }
  return counts;
}

describe('places of the demonstration province', () => {
  test.each([
    ['2018-06-30', { CITY: 1, RURAL_DISTRICT: 9 }, { COMMUNE: 145, WARD: 7, TOWNSHIP: 9 }],
    ['2019-05-01', { CITY: 1, TOWN: 1, RURAL_DISTRICT: 8 }, { COMMUNE: 139, WARD: 14, TOWNSHIP: 8 }],
    ['2025-06-30', { CITY: 1, TOWN: 1, RURAL_DISTRICT: 8 }, { COMMUNE: 139, WARD: 14, TOWNSHIP: 8 }],
    ['2025-07-01', {}, { COMMUNE: 93, WARD: 11 }],
  ])('on %s there are the published numbers of districts and communes', (day, districts, communes) => {
    expect(countKinds(day, 'DISTRICT')).toEqual(districts);
    expect(countKinds(day, 'COMMUNE')).toEqual(communes);
    expect(countKinds(day, 'PROVINCE')).toEqual({ PROVINCE: 1 });
  });

  test('no code is valid twice on a day, and every parent is valid on that day', () => {
    for (const day of ['2018-06-30', '2019-04-30', '2019-05-01', '2025-06-30', '2025-07-01']) {
      const places = placesOn(day);
      const codes = new Set(places.map(({ code }) => code));
      expect(codes.size).toBe(places.length);
      expect(places.filter(({ parentCode }) => parentCode !== null && !codes.has(parentCode))).toEqual([]);
    }
  });

  test('every predecessor exists and ended the day before its successor begins', () => {
    const byId = new Map(demoPlaces.map((place) => [toUnitId(place.code, place.validFrom), place]));
    for (const { validFrom, predecessorIds } of demoPlaces) {
      for (const id of predecessorIds) {
        expect(Date.parse(validFrom) - Date.parse(byId.get(id)?.validTo ?? '')).toBe(86_400_000);
      }
    }
  });

  test('a code used again is another place with its own predecessors', () => {
    const periods = demoPlaces.filter(({ code }) => code === '11980');
    expect(periods.map(({ name, validTo }) => [name, validTo])).toEqual([
      ['Xã Quảng Châu', '2025-06-30'],
      ['Phường Hồng Châu', null],
    ]);
    expect(periods[1]?.predecessorIds).toEqual(['11968@2004-07-08', '11980@2004-07-08', '12388@2004-07-08']);
  });

  test('Mỹ Hào is a rural district with one township until it becomes a town with seven wards', () => {
    const ofMyHao = (day: string): string[] =>
      placesOn(day).flatMap(({ code, name, kind, parentCode }) =>
        code === '328' || (parentCode === '328' && kind !== 'COMMUNE') ? [name] : [],
      );
    expect(ofMyHao('2019-04-30')).toEqual(['Huyện Mỹ Hào', 'Thị trấn Bần Yên Nhân']);
    expect(ofMyHao('2019-05-01')).toHaveLength(8);
    expect(ofMyHao('2019-05-01').slice(0, 2)).toEqual(['Thị xã Mỹ Hào', 'Phường Bần Yên Nhân']);
  });

  test('names are composed Unicode and codes have the length of their level', () => {
    const lengths = { PROVINCE: 2, DISTRICT: 3, COMMUNE: 5 };
    expect(demoPlaces.filter(({ name }) => name !== name.normalize('NFC'))).toEqual([]);
    expect(demoPlaces.filter(({ code, level }) => code.length !== lengths[level])).toEqual([]);
  });

  test('the name of an unknown code is refused', () => {
    expect(nameOfUnit('11980')).toBe('Xã Quảng Châu');
    expect(() => nameOfUnit('99999')).toThrow('99999');
  });
});
