import { describe, expect, test } from '@jest/globals';
import { findVariables, interpolate } from '../../scripts/compose-interpolation.mjs';

describe('interpolate', () => {
  test.each([
    ['a set variable', 'x ${NAME} y', 'x value y'],
    ['an unset variable', 'x ${OTHER} y', 'x  y'],
    ['a default, when set', '${NAME:-other}', 'value'],
    ['a default, when unset', '${OTHER:-https://a:80/}', 'https://a:80/'],
    ['a default, when empty', '${EMPTY:-other}', 'other'],
    ['a requirement that is met', '${NAME:?set NAME}', 'value'],
    ['a doubled dollar sign', '$$NAME', '$NAME'],
  ])('fills in %s', (_, text, expected) => {
    expect(interpolate(text, { NAME: 'value', EMPTY: '' })).toBe(expected);
  });

  test.each(['${OTHER:?set OTHER}', '${EMPTY:?set OTHER}'])(
    'refuses %s with the message of the file',
    (text) => {
      expect(() => interpolate(text, { EMPTY: '' })).toThrow('docker-compose.yml: set OTHER');
    },
  );
});

test('findVariables names every variable, and no escaped dollar sign', () => {
  expect(findVariables('${A} $$B ${C:-d} ${E:?f}')).toEqual(['A', 'C', 'E']);
});
