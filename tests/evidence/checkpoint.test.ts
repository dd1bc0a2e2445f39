/** A checkpoint says beside its signature what was signed, or is refused. */
import { expect, test } from '@jest/globals';
import { verifyCheckpoint, type Checkpoint } from '../../src/evidence/checkpoint.js';
import { toPublishedKey } from '../../src/evidence/keys.js';
import { signReceipt } from '../../src/evidence/receipt.js';
import {
  iss,
  key,
  makeCheckpoint,
  makeClaims,
  makeEvents,
  makeKey,
  toLeaf,
  type SampleEvent,
} from './sample-hub.js';
import { toRejection } from './refusal.js';

const events = makeEvents(7);
const leaves = events.map(toLeaf);
const checkpoint = await makeCheckpoint(leaves);
const keys = [toPublishedKey(key)];
const receipt = await signReceipt(makeClaims(events[0] as SampleEvent), key);
const future = await makeCheckpoint(leaves, makeKey('next', '2019-01-01T00:00:00+07:00'));

test('a checkpoint holds what was signed', async () => {
  const { size, root, at } = checkpoint;
  const { claims } = await verifyCheckpoint(checkpoint, keys);
  expect(claims).toEqual({ iss, typ: 'checkpoint', size, root, at });
});

const changes: [string, Partial<Checkpoint>, string][] = [
  ['another size', { size: 8 }, 'a checkpoint was altered: the checkpoint of 7 leaves'],
  ['another root', { root: leaves[0] ?? '' }, 'a checkpoint was altered: the checkpoint of 7 leaves'],
  [
    'another time',
    { at: '2018-05-07T12:00:01+07:00' },
    'a checkpoint was altered: the checkpoint of 7 leaves',
  ],
  ['the same time written otherwise', { at: '2018-05-07T05:00:00Z' }, 'a checkpoint was altered'],
  ['a receipt as its signature', { jws: receipt }, 'not a checkpoint: expected typ lt-checkpoint+jws'],
  ['an unknown key', { jws: future.jws }, "unknown key 'next'"],
];

test.each(changes)('with %s it is refused', async (_, change, words) => {
  const refusal = await toRejection(verifyCheckpoint({ ...checkpoint, ...change }, keys));
  expect(refusal).toContain(`BAD_INPUT: ${words}`);
});
