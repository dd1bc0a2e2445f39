/** Plans are kept within one bound, however many operations or settings of one somebody thinks of. */
import { expect, test } from '@jest/globals';
import { makeKeptPlans } from '../../src/federation/execution/kept-plans.js';

const settings = Array.from({ length: 10 }, (_, n) => n.toString(2));

test('every plan counts by the letters of its operation, whichever operation or setting it is of', () => {
  const plans = makeKeptPlans();
  const first = plans.open(100_000);
  const second = plans.open(100_000);
  for (const one of settings.slice(0, 3)) first.keep(one, []);
  second.keep('', []);
  expect(first.find('0')).toEqual([]);
  for (const one of settings.slice(3, 6)) first.keep(one, []);
  expect(settings.filter((one) => first.find(one) !== undefined)).toHaveLength(4);
  expect(first.find('0')).toEqual([]);
  expect(second.find('')).toEqual([]);
  expect(second.find('0')).toBeUndefined();
});

test('one that is longer than all there is room for is not kept, and puts nothing out', () => {
  const plans = makeKeptPlans();
  const usual = plans.open(300);
  usual.keep('', []);
  const endless = plans.open(1_000_000);
  endless.keep('', []);
  expect(endless.find('')).toBeUndefined();
  expect(usual.find('')).toEqual([]);
});
