/** Group commit: together under load, alone otherwise, each with its own outcome. */
import { describe, expect, test } from '@jest/globals';
import { openConnection } from '../../src/store/connection.js';
import { insertEach, makeGroup } from '../../src/store/group.js';
import { makeViewWriter } from '../../src/store/view-writer.js';
import { makeMongoUri } from '../services.js';

test('what comes while a round trip is under way goes together in the next', async () => {
  const groups: number[][] = [];
  const hand = makeGroup(async (items: readonly number[]) => {
    groups.push([...items]);
    await new Promise((resolve) => setImmediate(resolve));
    return items.map((item) => item * 10);
  });
  const first = hand(1);
  await Promise.resolve();
  await Promise.resolve();
  const others = Promise.all([hand(2), hand(3), hand(4)]);
  expect([await first, ...(await others)]).toEqual([10, 20, 30, 40]);
  expect(groups).toEqual([[1], [2, 3, 4]]);
  expect(await hand(5)).toBe(50);
});

test('a round trip that fails fails for all who shared it, and for nobody after', async () => {
  let fails = true;
  const hand = makeGroup((items: readonly number[]) =>
    fails ? Promise.reject(new Error('no answer')) : Promise.resolve(items),
  );
  const outcomes = await Promise.allSettled([hand(1), hand(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await hand(3)).toBe(3);
});

describe('over the real store', () => {
  test('of many inserts together each hears whether its own key was taken', async () => {
    const connection = await openConnection(makeMongoUri());
    const things = connection.collection('things');
    await things.createIndexes([{ key: { name: 1 }, unique: true }]);
    await things.insertOne({ _id: 'a' as never, name: 'one' });
    const outcomes = await insertEach(things, [
      { _id: 'a', name: 'two' },
      { _id: 'b', name: 'one' },
      { _id: 'c', name: 'three' },
      { _id: 'd', name: 'three' },
    ]);
    expect(outcomes).toEqual([false, false, true, false]);
    await connection.close();
  });

  test('the newest view stays, in whatever order and company views are written', async () => {
    const connection = await openConnection(makeMongoUri());
    const views = connection.collection<{ _id: string; seq: number; state: string; round: number }>('views');
    const write = makeViewWriter(views as never);
    const seqs = Array.from({ length: 60 }, (_, n) => ((n * 37) % 60) + 1);
    await Promise.all(
      seqs.map(async (seq, n) => {
        if (n % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
        const id = `v${seq % 4}`;
        await write({
          id,
          view: { seq, state: `at ${seq}` } as never,
          atFirst: { round: 0 },
          isNew: n % 2 === 0,
        });
      }),
    );
    const kept = await views.find({}).sort({ _id: 1 }).toArray();
    expect(kept).toEqual(
      [60, 57, 58, 59].map((seq) => ({ _id: `v${seq % 4}`, seq, state: `at ${seq}`, round: 0 })),
    );
    await connection.close();
  });
});
