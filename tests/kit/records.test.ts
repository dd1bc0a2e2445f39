/** The acceptance kit, points 13 to 20: what becomes of a source's items. The same for every connector, against its own simulator. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openBench, type KitBench } from './kit-bench.js';
import type { KitItem } from './kit-source.js';
import { kitSources } from './sources.js';

type Raw = Record<string, unknown>;

const toItems = (count: number): KitItem[] =>
  Array.from({ length: count }, (_, n) => ({ n: n + 1, second: n }));

/** A value one of the items has in a field, and now and then one that none has. */
function toField(values: readonly unknown[]): fc.Arbitrary<unknown> {
  const known = { weight: 40, arbitrary: fc.constantFrom(...values) };
  return fc.oneof(known, { weight: 1, arbitrary: fc.constantFrom('', '0', 'Đ') });
}

/** Every text in a value, replaced. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, change)]));
}

describe.each(kitSources)('%s', (_, kit) => {
  let bench: KitBench;
  beforeEach(async () => {
    bench = await openBench(kit);
  });
  afterEach(() => bench.close());

  const map = (item: unknown): unknown => bench.stream.map(bench.stream.shape.parse(item));
  const keyOf = (item: unknown): string => bench.stream.key(bench.stream.shape.parse(item));
  /** A field without which an item is refused. */
  const findNeeded = (item: Raw): string =>
    Object.keys(item).find((name) => {
      const { [name]: _without, ...rest } = item;
      return keyOf(item) !== item[name] && !bench.stream.shape.safeParse(rest).success;
    }) ?? '';

  test('13 one bad item is refused and kept, the rest land; come good, it lands too', async () => {
    const rig = await bench.start(toItems(5));
    let bad: string | null = null;
    const isBad = (item: Raw): boolean => keyOf(item) === (bad ??= keyOf(item));
    const spoil = (items: readonly Raw[]): Raw[] =>
      items.map((item) =>
        isBad(item) ? { ...item, [findNeeded(item)]: { not: 'what was promised' } } : item,
      );
    const done = await bench.run(rig, { alter: spoil, mode: 'FULL' });
    expect(done.counts.quarantined).toBe(1);
    expect(Object.keys(await bench.findState())).toHaveLength(4);
    const [entry] = await bench.store.quarantine.findEntries(kit.connector.name, kit.stream);
    expect(entry?.issues[0]?.field).not.toBe('');
    await bench.run(rig, { mode: 'FULL' });
    expect(Object.keys(await bench.findState())).toHaveLength(5);
    expect(await bench.store.quarantine.countOf(kit.connector.name, kit.stream)).toBe(0);
  });

  test.each<[string, (item: Raw, name: string) => Raw]>([
    ['ADDED', (item) => ({ ...item, aFieldOfTomorrow: 'x' })],
    [
      'MISSING',
      ({ ...item }, name) => Object.fromEntries(Object.entries(item).filter(([field]) => field !== name)),
    ],
    ['RETYPED', (item, name) => ({ ...item, [name]: 7 })],
  ])('14 a field %s is told', async (kind, change) => {
    const rig = await bench.start(toItems(6));
    await bench.run(rig, { mode: 'FULL' });
    let name = '';
    const alter = (items: readonly Raw[]): Raw[] =>
      items.map((item) => change(item, (name ||= findNeeded(item))));
    await bench.run(rig, { mode: 'FULL', alter });
    const drifts = await bench.store.shapes.findDrifts(kit.connector.name, kit.stream, 10);
    expect(drifts.map((drift) => drift.kind)).toContain(kind);
  });

  test('15 a key that is gone is a tombstone after two scans, and a record again when it is given out anew', async () => {
    await bench.run(await bench.start(toItems(5)));
    const less = await bench.start(toItems(4));
    await bench.run(less, { mode: 'RECONCILE' });
    expect((await bench.run(less, { mode: 'RECONCILE' })).counts.gone).toBe(1);
    expect(Object.keys(await bench.findState())).toHaveLength(4);
    const again = await bench.start([...toItems(4), { n: 5, second: 1 }]);
    expect((await bench.run(again, { mode: 'FULL' })).counts).toMatchObject({ changed: 1 });
    expect(Object.keys(await bench.findState())).toHaveLength(5);
  });

  test('16 when half of them is gone the scan is stopped, and nothing touched', async () => {
    await bench.run(await bench.start(toItems(80)), { pageSize: 100 });
    const half = await bench.start(toItems(40));
    await expect(bench.run(half, { mode: 'RECONCILE', pageSize: 100 })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const state = await bench.store.states.find(kit.connector.name, kit.stream);
    expect(state?.brake).toMatchObject({ kind: 'DELETIONS', count: 40, total: 80 });
    expect(Object.keys(await bench.findState())).toHaveLength(80);
  });

  test('17 letters composed or not, other spellings, zeros in front: the same record', async () => {
    for (const item of await bench.fetchItems(3)) {
      const expected = map(item);
      expect(map(mapTexts(item, (text) => text.normalize('NFD')))).toEqual(expected);
      for (const spell of kit.spellings) expect(map(spell(item))).toEqual(expected);
      const key = keyOf(item);
      const [name] = Object.entries(item).find(([, value]) => value === key) ?? [];
      const withZeros = name === undefined ? item : { ...item, [name]: `00${key}` };
      expect(keyOf(withZeros)).toBe(name === undefined ? key : `00${key}`);
    }
  });

  test('18 the mapping is pure and total: whatever the shape lets pass becomes the same records twice', async () => {
    const items = await bench.fetchItems(12);
    const names = Object.keys(items[0] ?? {});
    const crossed = fc
      .tuple(...names.map((name) => toField(items.map((item) => item[name]))))
      .map((values) => Object.fromEntries(names.map((name, n) => [name, values[n]])));
    let passed = 0;
    fc.assert(
      fc.property(crossed, (item) => {
        const parsed = bench.stream.shape.safeParse(item);
        if (!parsed.success) return;
        passed += 1;
        const before = JSON.stringify(parsed.data);
        expect(bench.stream.map(parsed.data)).toEqual(bench.stream.map(parsed.data));
        expect(JSON.stringify(parsed.data)).toBe(before);
        expect(typeof bench.stream.key(parsed.data)).toBe('string');
        expect(typeof bench.stream.version(parsed.data)).toBe('string');
        const ids = bench.stream.map(parsed.data).map(({ id }) => id);
        const named = bench.stream.recordId?.(bench.stream.key(item));
        expect(named === undefined ? ids : [named]).toEqual(ids);
      }),
      { numRuns: 500 },
    );
    for (const item of items) expect(map(item)).toEqual(map(structuredClone(item)));
    expect(passed).toBeGreaterThan(50);
  });

  test('19 limits are declared, and no call gets past what keeps them', async () => {
    const { perSecond, burst, concurrency } = kit.connector.limits;
    expect([perSecond, burst, concurrency].every((limit) => limit > 0 && limit < 1_000)).toBe(true);
    const rig = await bench.start(toItems(6));
    let calls = 0;
    const counting = { run: <T>(call: () => Promise<T>): Promise<T> => ((calls += 1), call()) };
    await bench.run(rig, { pacer: counting });
    expect(calls).toBeGreaterThanOrEqual(2);
    const closed = { run: () => Promise.reject(new Error('not now')) };
    await expect(bench.run(rig, { pacer: closed, mode: 'FULL' })).rejects.toThrow();
    const [last] = await bench.store.runs.findByStream(kit.connector.name, kit.stream, 1);
    expect(last?.counts.read).toBe(0);
  });

  test('20 ten thousand records are read with three pages in hand at most', async () => {
    const rig = await bench.start(toItems(10_000));
    let [read, stored, most] = [0, 0, 0];
    const { target } = bench;
    const counting = {
      ...target,
      records: {
        ...target.records,
        findHeads: (ids: readonly string[]) => {
          stored += 1;
          return target.records.findHeads(ids);
        },
      },
    };
    const onPage = (): void => {
      read += 1;
      most = Math.max(most, read - stored);
    };
    const done = await bench.run(rig, { pageSize: 500, target: counting, onPage });
    expect(done.counts.fresh).toBe(10_000);
    expect(most).toBeLessThanOrEqual(3);
  });
});
