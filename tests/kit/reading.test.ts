/**
 * The acceptance kit, points 1 to 12: how a source is reached and read. The same for every connector, against its own simulator; the points
 * are numbered as in `npm run kit`.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page, ReadContext } from '../../src/connectors/connector.js';
import { makeHttpClient } from '../../src/connectors/http.js';
import { connectors } from '../../src/connectors/registry.js';
import { makeLogger } from '../../src/logger.js';
import type { SyncTarget } from '../../src/sync/sync-task.js';
import { openBench, type KitBench } from './kit-bench.js';
import type { KitItem, KitRig } from './kit-source.js';
import { kitSources } from './sources.js';

const log = makeLogger('kit', 'silent');

/** So many items, a second apart, or all of one second. */
const toItems = (count: number, secondOf: (n: number) => number = (n) => n): KitItem[] =>
  Array.from({ length: count }, (_, n) => ({ n: n + 1, second: secondOf(n) }));

test('every registered connector is under the kit', () => {
  const all =
    process.env['KIT_SOURCE'] === undefined
      ? connectors.map(({ name }) => name)
      : kitSources.map(([name]) => name);
  expect(kitSources.map(([name]) => name)).toEqual(all);
  expect(kitSources.length).toBeGreaterThan(0);
});

describe.each(kitSources)('%s', (_, kit) => {
  let bench: KitBench;
  beforeEach(async () => {
    bench = await openBench(kit);
  });
  afterEach(() => bench.close());

  function toContext(settings: Record<string, unknown>): ReadContext<unknown> {
    const limits = { perSecond: 1e6, burst: 1e6, concurrency: 4 };
    const http = makeHttpClient({ source: kit.connector.name, limits, log });
    return { settings, http, log, now: () => new Date(), signal: new AbortController().signal };
  }

  /** What a run that nothing disturbs makes of a rig. */
  async function findUndisturbed(rig: KitRig): Promise<Record<string, string>> {
    const other = await openBench(kit);
    await other.run(rig, { mode: 'FULL' });
    const state = await other.findState();
    await other.close();
    return state;
  }

  test('1 settings go through their own schema unchanged, and no log line holds a secret', async () => {
    const rig = await bench.start(toItems(3));
    const settings = rig.settings(2);
    expect(kit.connector.settings.parse(settings)).toEqual(settings);
    const lines: string[] = [];
    const noting = makeLogger('kit', 'trace', { write: (line: string) => void lines.push(line) });
    rig.misbehave(kit.weather.once);
    await bench.run(rig, { log: noting });
    rig.misbehave(kit.weather.lasting);
    await expect(bench.run(rig, { log: noting, mode: 'FULL' })).rejects.toThrow();
    const secrets = kit.connector.secrets.map((name) => String(settings[name]));
    expect(lines.length).toBeGreaterThan(2);
    expect(secrets.filter((secret) => secret.length > 3 && lines.join('').includes(secret))).toEqual([]);
  });

  test('2 a check says which probe fails, and what to do', async () => {
    const rig = await bench.start(toItems(1));
    const settings = rig.settings(2);
    const all = await kit.connector.check(toContext(settings));
    expect(all.filter(({ ok }) => !ok)).toEqual([]);
    for (const [probe, wrong] of kit.wrong(settings)) {
      const failed = (await kit.connector.check(toContext(wrong))).find(({ ok }) => !ok);
      expect(failed?.name).toBe(probe);
      expect(failed?.advice).not.toBe('');
    }
  });

  test('3 an empty source is read, and nothing comes of it', async () => {
    const done = await bench.run(await bench.start([]));
    expect([done.outcome, done.counts.read]).toEqual(['DONE', 0]);
  });

  test.each([1, 2, 3, 4, 5])('4 one page, many, a last one exactly full: %i items by two', async (count) => {
    await bench.run(await bench.start(toItems(count)));
    expect(Object.keys(await bench.findState())).toHaveLength(count);
  });

  test('5 from the cursor of any page the rest is read, and nothing missed', async () => {
    const context = toContext((await bench.start(toItems(7, (n) => Math.floor(n / 2)))).settings(2));
    const { stream } = bench;
    const read = async (from: unknown): Promise<{ keys: string[]; next: unknown }[]> => {
      const pages: { keys: string[]; next: unknown }[] = [];
      for await (const { items, next } of stream.read(context, from) as AsyncIterable<Page<unknown>>)
        pages.push({
          keys: items.map((item) => stream.key(stream.shape.parse(item))),
          next: stream.cursor.parse(next),
        });
      return pages;
    };
    const whole = await read(null);
    for (const [n, { next }] of whole.entries()) {
      const before = whole.slice(0, n + 1).flatMap(({ keys }) => keys);
      const after = (await read(next)).flatMap(({ keys }) => keys);
      expect(new Set([...before, ...after]).size).toBe(7);
    }
  });

  test('6 killed at any page boundary, the next run ends as if nothing had been', async () => {
    const rig = await bench.start(toItems(7));
    const expected = await findUndisturbed(rig);
    for (let page = 1; page <= 4; page += 1) {
      const other = await openBench(kit);
      let advances = 0;
      const { target } = other;
      const dying: SyncTarget = {
        ...target,
        states: {
          ...target.states,
          advance: (state, change) =>
            (advances += 1) >= page
              ? Promise.reject(new Error('killed'))
              : target.states.advance(state, change),
        },
      };
      await expect(other.run(rig, { target: dying })).rejects.toThrow('killed');
      await other.run(rig);
      expect(await other.findState()).toEqual(expected);
      await other.close();
    }
  });

  test('7 a second run changes nothing', async () => {
    const rig = await bench.start(toItems(5));
    await bench.run(rig);
    const before = await bench.findState();
    for (const mode of ['INCREMENTAL', 'FULL'] as const)
      expect((await bench.run(rig, { mode })).counts).toMatchObject({ fresh: 0, changed: 0, quarantined: 0 });
    expect(await bench.findState()).toEqual(before);
  });

  test.each([1, 2, 3, 7])('8 equal times over the edges of pages of %i', async (pageSize) => {
    const rig = await bench.start(toItems(7, (n) => Math.floor(n / 4)));
    await bench.run(rig, { pageSize });
    expect(Object.keys(await bench.findState())).toHaveLength(7);
  });

  test('9 what changes while it is read is met, by the next run at the latest', async () => {
    const rig = await bench.start(toItems(7));
    rig.misbehave('changingx3');
    await bench.run(rig);
    rig.misbehave();
    await bench.run(rig);
    expect(await bench.findState()).toEqual(await findUndisturbed(rig));
  });

  test('10 what is committed late, within the overlap, is met by the next run', async () => {
    const rig = await bench.start(toItems(6));
    rig.misbehave('late-commits/2x2');
    await bench.run(rig);
    rig.misbehave();
    await bench.run(rig);
    expect(await bench.findState()).toEqual(await findUndisturbed(rig));
  });

  test.each(kit.weather.passing)('11 bad weather: %s', async (weather) => {
    const rig = await bench.start(toItems(5));
    const expected = await findUndisturbed(rig);
    rig.misbehave(weather);
    await bench.run(rig);
    expect(await bench.findState()).toEqual(expected);
  });

  const ends = kit.weather.sessionEnd === null ? [] : [kit.weather.sessionEnd];
  test('12 a session that ends in the middle is opened again, where there is one', async () => {
    const rig = await bench.start(toItems(6));
    rig.misbehave(...ends);
    await bench.run(rig);
    expect(Object.keys(await bench.findState())).toHaveLength(6);
  });
});
