/** Items that come as they are stored: known by their digest, and never to another end than by mapping them again. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RecordHead } from '../../src/store/record-store.js';
import { markItems, recognise } from '../../src/sync/recognise.js';
import { openEngine } from './engine-setting.js';
import { makeToyStream, type ToyItem } from './toy-source.js';

const mark = (items: readonly unknown[], print = 'one'): ReturnType<typeof markItems> => {
  const page = { items, bytes: Buffer.alloc(0), next: null, more: false, remaining: 0 };
  return markItems(makeToyStream([]), page, (text) => `${print} print of ${String(text)}`);
};
const item: ToyItem = { key: 'a', stamp: '1', name: 'Một' };

function head(change: Partial<RecordHead> = {}): RecordHead {
  const digest = mark([item])[0]?.digest ?? null;
  return { hash: 'h', digest, sourceVersion: '1', version: 1, isGone: false, ...change };
}

describe('an item is known', () => {
  test.each<[string, boolean, { items?: unknown[]; print?: string; stored?: RecordHead | null }]>([
    ['where its record was made of the same', true, {}],
    ['not where nothing is stored', false, { stored: null }],
    ['not where a tombstone lies', false, { stored: head({ isGone: true }) }],
    ['not where its record bears no digest', false, { stored: head({ digest: null }) }],
    ['not with another value', false, { items: [{ ...item, name: 'Hai' }] }],
    ['not with a field more, though nobody reads it', false, { items: [{ ...item, more: 1 }] }],
    ['not by another mapping', false, { print: 'another' }],
    ['not where its key comes twice in the page', false, { items: [item, item] }],
  ])('%s', (_, isKnown, { items = [item], print, stored = head() }) => {
    const heads = new Map(stored === null ? [] : [['a', stored]]);
    expect(recognise(mark(items, print), heads).has(0)).toBe(isKnown);
  });

  test('not where it shows no key, and nothing is thrown', () => {
    const strange = [null, 7, 'text', {}, []];
    expect(recognise(mark(strange), new Map()).size).toBe(0);
  });
});

/** A state of the source: now and then a broken item, a name to remark, a key twice. */
const states = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    stamp: fc.constantFrom('1', '2', '3'),
    name: fc.constantFrom<unknown>('Một', 'Hai', 'lạ', 7),
  }),
  { minLength: 1, maxLength: 8 },
);

test('whatever the source says in turn, recognising or not comes to the same', async () => {
  const engines = [await openEngine(), await openEngine()] as const;
  /** What a history ends in, under keys no other history has. */
  const toEnd = async (
    name: string,
    history: readonly ToyItem[][],
    isRecognising: boolean,
  ): Promise<unknown> => {
    const { store, target, run } = engines[isRecognising ? 1 : 0];
    const seen: unknown[] = [];
    for (const items of history) {
      const own = items.map((one) => ({ ...one, key: `${name}${one.key}` }));
      const { recordId, ...plain } = makeToyStream(own);
      // A page that is mostly broken would pause the stream.
      const stream = { ...plain, pauseShare: 1, ...(isRecognising && recordId ? { recordId } : {}) };
      const { counts, remarks } = await run(stream, { mode: 'FULL', isReleased: true });
      seen.push({ counts, remarks });
    }
    const heads = await target.records.findHeads(['a', 'b', 'c', 'd', 'e'].map((key) => `${name}${key}`));
    const stored = [...heads].map(([id, one]) => [id, { ...one, digest: null }] as const);
    const quarantine = await store.quarantine.findEntries('toy', 'procedures');
    const refused = quarantine.map(({ key, count }) => `${key}: ${count}`);
    return { seen, stored: new Map(stored), refused: new Set(refused) };
  };
  let cases = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(states, { minLength: 2, maxLength: 4 }), async (history) => {
      const name = `case${(cases += 1)}.`;
      expect(await toEnd(name, history, true)).toEqual(await toEnd(name, history, false));
    }),
    { numRuns: 50 },
  );
});

test('what another raw item says just so is noted, and known the next time', async () => {
  const { target, run } = await openEngine();
  await run(makeToyStream([item]), { mode: 'FULL' });
  const before = (await target.records.findHeads(['a'])).get('a');
  const padded = [{ ...item, unread: 'x' }] as unknown as ToyItem[];
  const second = await run(makeToyStream(padded), { mode: 'FULL' });
  expect(second.counts).toMatchObject({ unchanged: 1, changed: 0 });
  const after = (await target.records.findHeads(['a'])).get('a');
  expect(after).toEqual({ ...before, digest: after?.digest });
  expect(after?.digest).not.toBe(before?.digest);
  let mapped = 0;
  const stream = makeToyStream(padded);
  const watched = { ...stream, map: (raw: never) => ((mapped += 1), stream.map(raw)) };
  await run(watched, { mode: 'FULL' });
  expect(mapped).toBe(0);
});

test('of two systems that say the same of a record, the later version stands, and the earlier one writes nothing', async () => {
  const { target, run } = await openEngine();
  const earlier = makeToyStream([item]);
  const later = { ...makeToyStream([{ ...item, stamp: '2' }]), name: 'others' };
  await run(earlier, { mode: 'FULL' });
  const first = (await target.records.findHeads(['a'])).get('a');
  await run(later, { mode: 'FULL' });
  const renewed = (await target.records.findHeads(['a'])).get('a');
  expect(renewed).toMatchObject({ hash: first?.hash, version: 1, sourceVersion: '2' });
  expect(renewed?.digest).not.toBe(first?.digest);
  const renewals: unknown[] = [];
  const renewHeads: typeof target.records.renewHeads = (heads) => {
    renewals.push(...heads);
    return target.records.renewHeads(heads);
  };
  const watched = { ...target, records: { ...target.records, renewHeads } };
  for (const stream of [earlier, later, earlier]) {
    const { counts } = await run(stream, { mode: 'FULL', target: watched });
    expect(counts).toMatchObject({ unchanged: 1, changed: 0, older: 0 });
  }
  expect(renewals).toEqual([]);
});
