/** The print of the mapping code: the same as long as the code is. */
import { expect, test } from '@jest/globals';
import { readMappingPrint } from '../../src/app/mapping-print.js';

test('it is read from the files, and the same twice', () => {
  expect(readMappingPrint()).toMatch(/^[\w-]{43}$/);
  expect(readMappingPrint()).toBe(readMappingPrint());
});
