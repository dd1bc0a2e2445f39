import { describe, expect, test } from '@jest/globals';
import { demoAgencies, findAgency, provinceCommitteeCode } from '../../demo/agencies.js';
import { placesOn } from '../../demo/places.js';
import type { AgencyContent } from '../../src/records/agency.js';

describe('agencies of the demonstration province', () => {
  test('there are twenty departments under the committee, ten district and 161 commune committees', () => {
    const count = (level: string): number => demoAgencies.filter((agency) => agency.level === level).length;
    expect([count('PROVINCE'), count('DISTRICT'), count('COMMUNE')]).toEqual([21, 10, 161]);
  });

  test('nineteen agencies are on the one-stop pilot on 2018-06-30, nine departments and all districts', () => {
    const pilots = demoAgencies.filter(({ pilotFrom }) => pilotFrom !== null && pilotFrom <= '2018-06-30');
    expect(pilots).toHaveLength(19);
    expect(pilots.filter(({ level }) => level === 'DISTRICT')).toHaveLength(10);
  });

  test('codes are unique, three groups of digits and the province, lowest level first', () => {
    expect(new Set(demoAgencies.map(({ code }) => code)).size).toBe(demoAgencies.length);
    const shapes = {
      PROVINCE: /^000\.00\.\d\d\.H31$/,
      DISTRICT: /^000\.00\.\d\d\.H31$/,
      COMMUNE: /^000\.(?!00)\d\d\.\d\d\.H31$/,
    };
    expect(demoAgencies.filter(({ code, level }) => !shapes[level].test(code))).toEqual([]);
  });

  test('a commune answers to its district, a district and a department to the province', () => {
    const unitParents = new Map(placesOn('2018-06-30').map(({ code, parentCode }) => [code, parentCode]));
    const toParentCode = ({ code, level, unitCode }: AgencyContent): string | null => {
      if (level !== 'COMMUNE') return code === provinceCommitteeCode ? null : provinceCommitteeCode;
      const parentUnit = unitParents.get(unitCode ?? '');
      return (
        demoAgencies.find((one) => one.level === 'DISTRICT' && one.unitCode === parentUnit)?.code ?? null
      );
    };
    expect(demoAgencies.filter((agency) => agency.parentCode !== toParentCode(agency))).toEqual([]);
  });

  test('an unknown code finds nothing', () => {
    expect(findAgency('000.99.99.H31')).toBeUndefined();
  });
});
