/**
 * The invariants of the exchange, each by its name, over the same few hundred worlds; seeds.test.ts runs the ten thousand. I11 and I12
 * are told in tests/dossiers/seal-log.test.ts, I13 in tests/dossiers/hours.test.ts.
 */
import { beforeAll, expect, test } from '@jest/globals';
import { simulate } from './simulate.js';
import type { World } from './world.js';

const seeds = 200;
const violations: string[] = [];
let events = 0;

beforeAll(async () => {
  for (let seed = 20_001; seed <= 20_000 + seeds; seed += 1) {
    const run = await simulate(seed);
    violations.push(...run.violations.map((violation) => `${violation} (SEED=${seed})`));
    events += run.world.store.held.events.length;
  }
});

test.each([
  ['I1', 'a dossier has its events 1, 2, 3 … without gap'],
  ['I2', 'each event is chained to the one before'],
  ['I3', 'exactly one agency holds a dossier at any time'],
  ['I4', 'the epoch never falls, and each hand-over raises it by one'],
  ['I5', 'a message is delivered once at most, a transfer answered once at most'],
  ['I6', 'every command that was acknowledged is in the log'],
  ['I7', 'nothing is applied twice'],
  ['I8', 'the same command gets the same bytes back'],
  ['I9', 'every open transfer arrives once the faults have stopped'],
  ['I10', 'the views are what the events say'],
])('%s: %s', (name) => {
  expect(events).toBeGreaterThan(seeds);
  expect(violations.filter((violation) => violation.startsWith(`${name} `))).toEqual([]);
});

test('I14: a queue that loses everything, always, changes no final state', async () => {
  /** Whatever is queued while faults are on is gone at once. */
  const wipe = (world: World): void => {
    const { push } = world.queue;
    world.queue.push = (...jobs) => (world.faults.on ? 0 : push.apply(world.queue, jobs));
  };
  for (let seed = 30_001; seed <= 30_100; seed += 1) {
    const { violations: found } = await simulate(seed, wipe);
    expect(found).toEqual([]);
  }
});
