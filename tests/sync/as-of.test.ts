/** The past of records: whatever happened to a source, every moment reads as it was, and as a replay from nothing would have it. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openEngine, type EngineSetting } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

const keys = ['a', 'b', 'c', 'd', 'e'];
const startMs = Date.parse('2018-01-01T00:00:00Z');
const toMoment = (day: number): Date => new Date(startMs + day * 86_400_000);

/** What the source holds on a day: names by key. */
type Day = Record<string, string>;

/** Reads the source as it is on a day, and twice its keys: what is missing is gone on that day. */
async function live({ run }: EngineSetting, day: Day, at: Date): Promise<void> {
  const items: ToyItem[] = Object.entries(day).map(([key, name]) => ({ key, stamp: at.toISOString(), name }));
  for (const mode of ['FULL', 'RECONCILE', 'RECONCILE'] as const)
    await run(makeToyStream(items), { mode, at });
}

async function findDay({ store }: EngineSetting, at: Date): Promise<Day> {
  const found = await store.records.procedure.findAsOf<{ name: string }>(keys, at);
  const names = found.map(({ id, content }) => [id, content.name] as const).sort();
  return Object.fromEntries(names);
}

const day = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('Một', 'Hai', 'Ba'));

test('every day reads as it was, long after', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 6 }), async (days) => {
      const engine = await openEngine();
      for (const [n, one] of days.entries()) await live(engine, one, toMoment(n));
      for (const [n, one] of days.entries()) {
        const sorted = Object.fromEntries(Object.entries(one).sort());
        expect(await findDay(engine, new Date(toMoment(n).getTime() + 3_600_000))).toEqual(sorted);
        // And as a hub would have it that began that day and read no further.
        const fresh = await openEngine();
        for (const [m, then] of days.slice(0, n + 1).entries()) await live(fresh, then, toMoment(m));
        const today = await findDay(fresh, toMoment(1_000));
        expect(today).toEqual(sorted);
        await fresh.close();
      }
      expect(await findDay(engine, new Date(startMs - 1))).toEqual({});
      await engine.close();
    }),
    { numRuns: 6 },
  );
});
