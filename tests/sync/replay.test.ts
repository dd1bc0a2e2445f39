/** Pages are kept, and lead back from a record to its bytes; after a mapping was mended they and the quarantine are read again. */
import { beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { AnyConnector } from '../../src/connectors/registry.js';
import type { SyncMode, SyncRun } from '../../src/store/sync-runs.js';
import { makeFindLineage } from '../../src/sync/lineage.js';
import { releaseQuarantine } from '../../src/sync/release-quarantine.js';
import { notKept } from '../../src/sync/replay.js';
import { openEngine, type EngineSetting, type ToyStream } from './engine-setting.js';
import { makeToyConnector, makeToyStream, type ToyItem } from './toy-source.js';

let engine: EngineSetting;
let store: EngineSetting['store'];
let target: EngineSetting['target'];
const now = (): Date => new Date('2026-11-25T03:00:00Z');

beforeEach(async () => {
  engine = await openEngine();
  ({ store, target } = engine);
});

const items: ToyItem[] = ['a', 'b', 'c', 'd'].map((key) => ({ key, stamp: '1', name: `Tên ${key}` }));

const run = (stream: ToyStream, asked: { mode?: SyncMode; fromRun?: string } = {}): Promise<SyncRun> =>
  engine.run(stream, { mode: 'FULL', at: now(), ...asked });

/** The mapping as it is after it was mended: names in capitals, and numbers are names too. */
function mend(stream: ToyStream): ToyStream {
  return {
    ...stream,
    shape: z.object({ key: z.string(), stamp: z.string(), name: z.coerce.string() }),
    map: (raw) =>
      stream.map(raw).map((record) => ({
        ...record,
        content: { ...record.content, name: raw.name.toUpperCase() },
      })),
  };
}

const findName = async (id: string): Promise<string | undefined> =>
  (await store.records.procedure.findByIds<{ name: string }>([id]))[0]?.content.name;

test('a page is kept where it changed something, and leads from the record to its item', async () => {
  const stream = { ...makeToyStream(items), mask: (raw: unknown) => ({ ...(raw as ToyItem), name: '***' }) };
  const done = await run(stream);
  const connectors = [makeToyConnector(stream) as unknown as AnyConnector];
  const findLineage = makeFindLineage({ connectors, runs: store.runs, pages: target.pages });
  const [record] = await store.records.procedure.findByIds(['c']);
  if (record === undefined) throw new Error('the record is not there');
  const { provenance } = record;
  expect(await findLineage(provenance)).toEqual({
    ...{ runId: done.id, fetchedAt: now(), pageHash: provenance.pageHash, mappingVersion: '1' },
    raw: '{"key":"c","stamp":"1","name":"***"}',
  });
  expect(Buffer.from((await target.pages.find(provenance.pageHash)) ?? []).toString()).toContain('Tên c');
  // Its time over, the record stays and says that its bytes are gone.
  expect(await store.rawPages.prune(new Date('2026-12-01T00:00:00Z'))).toBe(2);
  expect(await findLineage(provenance)).toMatchObject({ mappingVersion: '1', raw: null });
});

test('a run that broke off between a record and its page: the next keeps the page, though nothing changed', async () => {
  const stream = makeToyStream(items);
  const { keep } = store.rawPages;
  store.rawPages.keep = () => Promise.reject(new Error('killed'));
  await expect(run(stream)).rejects.toThrow('killed');
  expect(await findName('a')).toBe('Tên a');
  store.rawPages.keep = keep;
  await run(stream);
  const [record] = await store.records.procedure.findByIds(['a']);
  expect(await target.pages.find(record?.provenance.pageHash ?? '')).not.toBeNull();
});

test('what is kept names nobody in clear', async () => {
  const stream = makeToyStream(items);
  await run(stream);
  const [page] = await store.runs.findPages(
    (await store.runs.findByStream('toy', 'procedures', 1))[0]?.id ?? '',
  );
  const sealed = await store.rawPages.find(page?.pageHash ?? '');
  expect(sealed?.length).toBeGreaterThan(0);
  expect(sealed?.toString('latin1')).not.toContain('key');
});

test('pages read again through a mended mapping change the records, and neither cursor nor freshness', async () => {
  const stream = makeToyStream(items);
  const first = await run(stream);
  const before = await store.states.find('toy', 'procedures');
  const again = await run(mend(stream), { mode: 'REPLAY', fromRun: first.id });
  expect(again.counts).toMatchObject({ read: 4, changed: 4, fresh: 0 });
  expect(await findName('a')).toBe('TÊN A');
  const after = await store.states.find('toy', 'procedures');
  expect(after?.cursor).toEqual(before?.cursor);
  expect(after?.lastSuccessAt).toEqual(before?.lastSuccessAt);
});

test('a page that changed nothing was not kept, which the run says', async () => {
  const stream = makeToyStream(items);
  await run(stream);
  const unchanged = await run(stream);
  await store.rawPages.prune(new Date('2030-01-01T00:00:00Z'));
  const again = await run(stream, { mode: 'REPLAY', fromRun: unchanged.id });
  expect(again.remarks).toEqual({ [notKept]: 2 });
  expect(again.counts.read).toBe(0);
});

test('a run whose pages nobody knows cannot be read again', async () => {
  await expect(run(makeToyStream(items), { mode: 'REPLAY', fromRun: 'run_none' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('run_none'),
  });
});

test('quarantine released through a mended mapping: the good become records, the rest stay with new reasons', async () => {
  const bad: ToyItem[] = [
    { key: 'x', stamp: '1', name: 7 },
    { key: 'y', stamp: 2 as never, name: 'Tên y' },
  ];
  const stream = makeToyStream([...items, ...bad]);
  await run(stream);
  expect(await store.quarantine.countOf('toy', 'procedures')).toBe(2);
  const release = () => releaseQuarantine({ source: 'toy', stream: mend(stream), now }, target);
  expect(await release()).toEqual({ replayed: 1, failed: 1 });
  expect(await findName('x')).toBe('7');
  const [record] = await store.records.procedure.findByIds(['x']);
  expect(await target.pages.find(record?.provenance.pageHash ?? '')).not.toBeNull();
  const [left, ...none] = await store.quarantine.findEntries('toy', 'procedures');
  expect(none).toEqual([]);
  expect(left).toMatchObject({ key: 'y', issues: [{ field: 'stamp' }], count: 2 });
  expect(await release()).toEqual({ replayed: 0, failed: 1 });
});

test('a run that was asked for is the next one, under its own id, once', async () => {
  const stream = makeToyStream(items);
  const sync = () => engine.runJob(stream, 'INCREMENTAL', now);
  await engine.askForRun();
  await sync();
  expect(await store.runs.find('run_asked')).toMatchObject({ mode: 'FULL', outcome: 'DONE' });
  await sync();
  const runs = await store.runs.findByStream('toy', 'procedures', 10);
  expect(runs.map(({ mode }) => mode).sort()).toEqual(['FULL', 'INCREMENTAL']);
});
