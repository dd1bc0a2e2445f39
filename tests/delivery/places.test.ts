/** So many calls to a node at once, and no more; what one node does is nothing to another. */
import { expect, test } from '@jest/globals';
import { makePlaces } from '../../src/delivery/places.js';

/** A call that lasts until it is ended. */
function makeCall(): { call: () => Promise<string>; end: () => void; fail: (reason: Error) => void } {
  let [end, fail] = [(): void => undefined, (_: Error): void => undefined];
  const made = new Promise<string>((resolve, reject) => {
    end = () => resolve('made');
    fail = reject;
  });
  return { call: () => made, end, fail };
}

test('a node whose places are taken is not called, and the others are', async () => {
  const places = makePlaces(2);
  const held = [makeCall(), makeCall()];
  const made = held.map(({ call }) => places.run('slow', call));
  expect(await places.run('slow', () => Promise.resolve('made'))).toBeNull();
  expect(await places.run('other', () => Promise.resolve('made'))).toBe('made');
  for (const { end } of held) end();
  expect(await Promise.all(made)).toEqual(['made', 'made']);
  expect(await places.run('slow', () => Promise.resolve('made'))).toBe('made');
});

test('a call that fails gives its place back', async () => {
  const places = makePlaces(1);
  const { call, fail } = makeCall();
  const made = places.run('slow', call);
  expect(await places.run('slow', () => Promise.resolve('made'))).toBeNull();
  fail(new Error('refused'));
  await expect(made).rejects.toThrow('refused');
  expect(await places.run('slow', () => Promise.resolve('made'))).toBe('made');
});
