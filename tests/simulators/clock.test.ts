/** The simulated clock, with our own clock moved by hand. */
import { expect, test } from '@jest/globals';
import { makeClock, parseSpeed } from '../../simulators/clock.js';

const startAt = new Date('2018-06-30T23:59:59+07:00');

test.each([
  [0, '2018-06-30T16:59:59.000Z'],
  [1, '2018-06-30T17:00:59.000Z'],
  [60, '2018-06-30T17:59:59.000Z'],
])('at %ix speed, a minute of ours later shows the moment', (speed, expected) => {
  let oursMs = 1_000;
  const now = makeClock(startAt, speed, () => oursMs);
  expect(now()).toEqual(startAt);
  oursMs += 60_000;
  expect(now().toISOString()).toBe(expected);
});

test('reads 60x as 60', () => {
  expect(parseSpeed('60x')).toBe(60);
});

test.each(['60', '0x', '-1x', 'fast', '1.5x'])('refuses the speed "%s"', (text) => {
  expect(() => parseSpeed(text)).toThrow('such as 60x');
});
