import { describe, expect, test } from '@jest/globals';
import { bodyOf, citizenOf, companyCount, companyOf, peopleCount, residentOf } from '../../demo/people.js';
import { makeRandom } from '../../demo/random.js';

const sample = Array.from({ length: 2_000 }, (_, i) => citizenOf(Math.floor((i * peopleCount) / 2_000)));

describe('made-up people', () => {
  test('identity numbers have 12 or 9 digits and a prefix nobody was given', () => {
    expect(sample.filter(({ identityNumber }) => !/^(099[01]\d{8}|990\d{6})$/.test(identityNumber))).toEqual(
      [],
    );
    expect(new Set(sample.map(({ identityNumber }) => identityNumber.length))).toEqual(new Set([9, 12]));
    expect(new Set(sample.map(({ identityNumber }) => identityNumber)).size).toBe(sample.length);
  });

  test('telephone numbers have an unassigned prefix and e-mail an example domain', () => {
    expect(sample.filter(({ phone }) => !/^040\d{7}$/.test(phone))).toEqual([]);
    expect(sample.filter(({ email }) => email !== '' && !email.endsWith('@example.com'))).toEqual([]);
  });

  test('names are composed Unicode of three words, Nguyễn Văn among them', () => {
    expect(
      sample.filter(({ name }) => name !== name.normalize('NFC') || name.split(' ').length !== 3),
    ).toEqual([]);
    expect(sample.some(({ name }) => name.startsWith('Nguyễn Văn '))).toBe(true);
  });

  test('a person is the same whenever asked for', () => {
    expect(citizenOf(4_711)).toEqual(citizenOf(4_711));
    expect(companyOf(17)).toEqual(companyOf(17));
  });

  test('a resident of a commune has an address in it', () => {
    const number = residentOf('11980', makeRandom(1, 'test', 1));
    expect(citizenOf(number).address).toContain('Xã Quảng Châu, Thành phố Hưng Yên');
    expect(() => residentOf('99999', makeRandom(1, 'test', 1))).toThrow('99999');
  });

  test('companies have ten-digit tax codes of their own, bodies have none', () => {
    const taxCodes = Array.from({ length: companyCount }, (_, i) => companyOf(i).identityNumber);
    expect(new Set(taxCodes.filter((code) => /^99\d{8}$/.test(code))).size).toBe(companyCount);
    expect(bodyOf(3, makeRandom(1, 'test', 2))).toMatchObject({ kind: 3, identityNumber: '' });
  });
});
