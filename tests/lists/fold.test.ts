import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HubError } from '../../src/errors.js';
import { fold, toTextTest, toWords } from '../../src/lists/fold.js';

const accented = 'Nguyễn Thị Hòa, xã Đông Kết';

describe('toWords', () => {
  test.each([
    ['strips tones and hats', 'Quyền sở hữu nhà ở', ['quyen', 'so', 'huu', 'nha', 'o']],
    ['takes đ and Đ as d', 'Đường đất ĐĐ', ['duong', 'dat', 'dd']],
    ['takes ơ and ư as o and u', 'Ước Mơ', ['uoc', 'mo']],
    ['keeps the dots and hyphens of codes', '000.00.12.H31-180105-0001', ['000.00.12.h31-180105-0001']],
    ['drops dots and hyphens around words', '- xã An Bình. (cũ) -', ['xa', 'an', 'binh', 'cu']],
    ['parts words at slashes and underscores', '12/2018_HS', ['12', '2018', 'hs']],
    ['finds no word in punctuation', ' .-/, ', []],
  ])('%s', (_, text, words) => {
    expect(toWords(text)).toEqual(words);
  });

  test('gives the same words for composed and decomposed Unicode', () => {
    expect(toWords(accented.normalize('NFD'))).toEqual(toWords(accented.normalize('NFC')));
  });

  test('gives the same words for both spellings of a tone mark', () => {
    expect(toWords('hòa thủy')).toEqual(toWords('hoà thuỷ'));
  });

  test('changes nothing when folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('toTextTest', () => {
  const row = fold('Nguyễn Văn Bách Đăng ký kết hôn 000.01.09.H31-180312-0007');

  test.each([
    ['without accents', 'nguyen van'],
    ['with accents', 'Nguyễn Văn'],
    ['decomposed', 'Nguyễn Văn'.normalize('NFD')],
    ['in any order', 'hôn bach nguyen'],
    ['by the beginnings of words', 'nguy va b'],
    ['in capitals', 'NGUYỄN'],
    ['by a whole code', '000.01.09.H31-180312-0007'],
    ['by the beginning of a code', '000.01.09'],
    ['with punctuation around', '“Nguyễn”, (Bách).'],
  ])('finds a row %s', (_, text) => {
    expect(toTextTest(text)(row)).toBe(true);
  });

  test.each([
    ['one word is missing', 'nguyen thi'],
    ['a word lies inside another', 'guyen'],
    ['a piece lies in the middle of a code', '180312-0007'],
    ['words run together', 'nguyenvan'],
  ])('does not find a row where %s', (_, text) => {
    expect(toTextTest(text)(row)).toBe(false);
  });

  test.each([
    ['longer than 200 characters', 'a'.repeat(201)],
    ['empty', ''],
    ['without letter or digit', ' .-% '],
  ])('refuses a text %s, naming it', (_, text) => {
    expect(() => toTextTest(text)).toThrow(HubError);
    expect(() => toTextTest(text)).toThrow(/^text: expected/);
  });

  test('finds every text by the beginnings of its own words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zăâđêôơư0-9]{1,8}$/), { minLength: 1, maxLength: 6 }),
        (words) => {
          const beginnings = words.toReversed().map((word) => word.slice(0, 1 + (word.length >> 1)));
          expect(toTextTest(beginnings.join(' '))(fold(words.join(' ')))).toBe(true);
        },
      ),
    );
  });
});
