/** A witness keeps what it saw: a log that was rewritten cannot be added, and a file that was edited is caught. */
import { describe, expect, test } from '@jest/globals';
import type { Checkpoint } from '../../src/evidence/checkpoint.js';
import { toPublishedKey } from '../../src/evidence/keys.js';
import { proveConsistency } from '../../src/evidence/merkle.js';
import { appendWitness, checkWitness, findWitnessed } from '../../src/evidence/witness.js';
import { key, makeCheckpoint, makeEvents, makeKey, toLeaf } from './sample-hub.js';
import { toRejection, toRefusal } from './refusal.js';

const leaves = makeEvents(20).map(toLeaf);
const rewritten = leaves.with(1, leaves[5] ?? '');
const sizes = [3, 4, 11, 20];
const keys = [toPublishedKey(key)];

async function makeWitness(log: readonly string[]): Promise<{ text: string; checkpoints: Checkpoint[] }> {
  const checkpoints = await Promise.all(sizes.map(async (size) => makeCheckpoint(log.slice(0, size))));
  let text = '';
  for (const [n, checkpoint] of checkpoints.entries())
    text = appendWitness(
      text,
      checkpoint,
      n === 0 ? [] : proveConsistency(log, sizes[n - 1] ?? 0, sizes[n] ?? 0),
    );
  return { text, checkpoints };
}
const { text, checkpoints } = await makeWitness(leaves);
const [, , , last] = checkpoints as [Checkpoint, Checkpoint, Checkpoint, Checkpoint];

describe('a witness file', () => {
  test('holds every checkpoint, one a line, and checks out', async () => {
    expect(text.trimEnd().split('\n')).toHaveLength(sizes.length);
    expect(await checkWitness(text, keys)).toEqual(checkpoints);
    expect(await checkWitness('', keys)).toEqual([]);
  });

  test('is not changed by the checkpoint it ends with, nor by a lost line end', async () => {
    expect(appendWitness(text, last, [])).toBe(text);
    const grown = appendWitness(
      text.trimEnd().split('\n').slice(0, 3).join('\n'),
      last,
      proveConsistency(leaves, 11, 20),
    );
    expect(await checkWitness(grown, keys)).toEqual(checkpoints);
  });

  test.each([
    ['a rewritten log', async () => makeCheckpoint(rewritten), proveConsistency(rewritten, 11, 20)],
    ['another root of the same size', async () => makeCheckpoint(rewritten.slice(0, 11)), []],
    ['a log that shrank', async () => makeCheckpoint(leaves.slice(0, 7)), []],
    ['no proof', async () => makeCheckpoint(leaves), []],
  ])('takes no checkpoint of %s', async (_, make, consistency) => {
    const three = `${text.trimEnd().split('\n').slice(0, 3).join('\n')}\n`;
    const checkpoint = await make();
    expect(toRefusal(() => appendWitness(three, checkpoint, consistency))).toMatch(
      /^BAD_INPUT: .*does not contain the checkpoint of 11 leaves/,
    );
  });

  test.each([
    ['a line taken out', (lines: string[]) => lines.toSpliced(1, 1), 'line 2 of'],
    ['two lines swapped', (lines: string[]) => [lines[0], lines[2], lines[1], lines[3]], 'line 2 of'],
    [
      'a root changed',
      (lines: string[]) => lines.with(2, (lines[2] ?? '').replace(/"root":"./, '"root":"z')),
      'line 3',
    ],
    [
      'a time changed',
      (lines: string[]) => lines.with(3, (lines[3] ?? '').replace('T12:', 'T13:')),
      'line 4',
    ],
    ['a line cut short', (lines: string[]) => lines.with(3, (lines[3] ?? '').slice(0, -5)), 'line 4 of'],
  ])('with %s is caught, naming the line', async (_, edit, words) => {
    const edited = edit(text.trimEnd().split('\n')).join('\n');
    expect(await toRejection(checkWitness(edited, keys))).toMatch(
      new RegExp(`^BAD_INPUT: (expected )?${words}`),
    );
  });

  test('of a hub with other keys is caught', async () => {
    const strangers = [toPublishedKey(makeKey('hub-1', '2018-01-01T00:00:00+07:00'))];
    expect(await toRejection(checkWitness(text, strangers))).toContain('BAD_INPUT: ');
  });
});

describe('a checkpoint beside a witness', () => {
  test('is known, is not known, or is of another log', async () => {
    const unknown = await makeCheckpoint(leaves.slice(0, 12));
    expect(findWitnessed(checkpoints, [unknown, last])).toBe(last);
    expect(findWitnessed(checkpoints, [unknown])).toBeNull();
    const fork = await makeCheckpoint(rewritten);
    expect(toRefusal(() => findWitnessed(checkpoints, [unknown, fork]))).toContain('there are two logs');
  });
});
