import { describe, expect, test } from '@jest/globals';
import { findAgency } from '../../demo/agencies.js';
import { demoFields } from '../../demo/fields.js';
import { demoProcedures } from '../../demo/procedures.js';

describe('procedures of the demonstration province', () => {
  test.each([
    ['PROVINCE', 1250, 259],
    ['DISTRICT', 346, 136],
    ['COMMUNE', 182, 0],
  ])('%s has %i procedures, %i of them of level 3', (level, count, level3) => {
    const ofLevel = demoProcedures.filter((procedure) => procedure.level === level);
    expect(ofLevel).toHaveLength(count);
    expect(ofLevel.filter(({ serviceLevel }) => serviceLevel === 'LEVEL_3')).toHaveLength(level3);
  });

  test('codes have the local form of the time and are unique', () => {
    expect(new Set(demoProcedures.map(({ code }) => code)).size).toBe(demoProcedures.length);
    expect(demoProcedures.filter(({ code }) => !/^[123]\.\d{6}\.000\.00\.00\.H31$/.test(code))).toEqual([]);
  });

  test('names are composed Unicode and unique within a level', () => {
    expect(new Set(demoProcedures.map(({ level, name }) => `${level} ${name}`)).size).toBe(
      demoProcedures.length,
    );
    expect(demoProcedures.filter(({ name }) => name !== name.normalize('NFC'))).toEqual([]);
  });

  test('only procedures of the province name a competent department', () => {
    const wrong = demoProcedures.filter(
      ({ level, agencyCode }) => (level === 'PROVINCE') !== (agencyCode !== null),
    );
    expect(wrong).toEqual([]);
    expect(demoProcedures.filter(({ agencyCode }) => agencyCode !== null && !findAgency(agencyCode))).toEqual(
      [],
    );
  });

  test('every procedure belongs to a listed field under its name', () => {
    const names = new Map(demoFields.map(({ code, name }) => [code, name]));
    expect(names.size).toBe(demoFields.length);
    expect(demoProcedures.filter(({ fieldCode, fieldName }) => names.get(fieldCode) !== fieldName)).toEqual(
      [],
    );
  });

  test('limits come in working days, calendar days and hours, and a few procedures have none', () => {
    const units = new Set(demoProcedures.map(({ timeLimit }) => timeLimit?.unit ?? 'NONE'));
    expect([...units].sort()).toEqual(['CALENDAR_DAYS', 'NONE', 'WORKING_DAYS', 'WORKING_HOURS']);
    const unlimited = demoProcedures.filter(({ timeLimit }) => timeLimit === null).length;
    expect(unlimited).toBeLessThan(demoProcedures.length * 0.05);
  });
});
