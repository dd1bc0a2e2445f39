/**
 * The store contract: every query shape of src/store against whatever server MONGODB_URI names. A server that passes
 * may stand under the hub; one that fails is named here by what it does wrong.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openConnection, isDuplicateKey, type Connection } from '../../src/store/connection.js';
import { makeDossierReader } from '../../src/store/dossier-reader.js';
import { openStore, type Store } from '../../src/store/store.js';
import { makeMongoUri } from '../services.js';
import { makeDossier, makeProcedure } from './records.js';

const uri = makeMongoUri();
let store: Store;
let connection: Connection;

beforeAll(async () => {
  store = await openStore(uri);
  connection = await openConnection(uri);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  await store.close();
});

describe('records', () => {
  test('heads are found for stored ids and missing for others', async () => {
    await store.records.procedure.write([makeProcedure('a'), makeProcedure('b')], []);
    const heads = await store.records.procedure.findHeads(['a', 'b', 'never']);
    expect([...heads.keys()].sort()).toEqual(['a', 'b']);
    expect(heads.get('a')).toEqual({
      hash: 'hash of Cấp giấy phép',
      digest: null,
      sourceVersion: '1',
      version: 1,
      isGone: false,
    });
  });

  test.each([1, 40, 41, 300])(
    'of %i ids each is found once, whole or by its head, and none that is missing',
    async (count) => {
      const ids = Array.from({ length: count }, (_, n) => `many-${count}-${n}`);
      await store.records.procedure.write(
        ids.map((id) => makeProcedure(id)),
        [],
      );
      const asked = [...ids, 'never'].toReversed();
      expect([...(await store.records.procedure.findHeads(asked)).keys()].sort()).toEqual(ids.toSorted());
      const found = await store.records.procedure.findByIds(asked);
      expect(found.map(({ id }) => id).sort()).toEqual(ids.toSorted());
      expect(found[0]?.provenance.fetchedAt).toBeInstanceOf(Date);
    },
  );

  test('an insert of what is already there is reported, the rest of the batch lands', async () => {
    await store.records.procedure.write([makeProcedure('c')], []);
    const lost = await store.records.procedure.write([makeProcedure('c'), makeProcedure('d')], []);
    expect(lost).toEqual(['c']);
    expect((await store.records.procedure.findHeads(['c', 'd'])).size).toBe(2);
  });

  test('a replacement keeps the former version and what it said', async () => {
    await store.records.procedure.write([makeProcedure('e', { name: 'Cũ' })], []);
    const at = new Date('2018-07-01T00:00:00Z');
    expect(
      await store.records.procedure.write([], [makeProcedure('e', { name: 'Mới', v: 2, sv: '2', at })]),
    ).toEqual([]);
    const [now] = await store.records.procedure.findByIds<{ name: string }>(['e']);
    const [former] = await store.records.procedure.findFormer('e');
    expect([now?.content.name, now?.version, former?.version, former?.to]).toEqual(['Mới', 2, 1, at]);
    expect((former?.was.content as { name: string }).name).toBe('Cũ');
  });

  test('a replacement that rests on an outdated head is refused and reported', async () => {
    await store.records.procedure.write([makeProcedure('f')], []);
    await store.records.procedure.write([], [makeProcedure('f', { name: 'Hai', v: 2 })]);
    const lost = await store.records.procedure.write([], [makeProcedure('f', { name: 'Cũng hai', v: 2 })]);
    expect(lost).toEqual(['f']);
    expect((await store.records.procedure.findByIds<{ name: string }>(['f']))[0]?.content.name).toBe('Hai');
  });

  test('instants, nulls and letters come back as they were written', async () => {
    const written = makeDossier('dos_1', ['H-1', 'H-2']);
    await store.records.dossier.write([written], []);
    const [read] = await store.records.dossier.findByIds('dos_1'.split(' '));
    expect(read?.content).toEqual(written.content);
    expect(read?.provenance).toEqual(written.prov);
  });

  test('a dossier is found by any of its codes through the index over the array', async () => {
    await store.records.dossier.write(
      [makeDossier('dos_2', ['K-1', 'K-2']), makeDossier('dos_3', ['K-3'])],
      [],
    );
    const ids = await makeDossierReader(store.records.dossier).findIdsByCodes(['K-2', 'K-3', 'K-9']);
    expect([...ids].sort()).toEqual([
      ['K-2', 'dos_2'],
      ['K-3', 'dos_3'],
    ]);
  });

  test('a duplicate key is refused with code 11000', async () => {
    const plain = connection.collection('plain');
    await plain.insertOne({ _id: 'x' as never });
    const refusal: unknown = await plain.insertOne({ _id: 'x' as never }).catch((error: unknown) => error);
    expect(isDuplicateKey(refusal)).toBe(true);
  });
});

describe('listing log', () => {
  const toEntry = (id: string, version = '1') => ({ row: { id }, version, stream: 'toy.rows' });

  test('many writers at once leave no gap and lose nothing', async () => {
    const second = await openStore(uri);
    const log = store.logs.agency;
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? log : second.logs.agency).append([toEntry(`row-${n}`)]),
      ),
    );
    await second.close();
    const segments = await log.findAfter(0);
    expect(segments.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(new Set(segments.flatMap(({ entries }) => entries.map(({ row }) => row.id))).size).toBe(20);
  });

  test('merging segments keeps the latest of each row, for old and new readers alike', async () => {
    const log = store.logs.administrativeUnit;
    for (const [id, version] of [
      ['a', '1'],
      ['b', '1'],
      ['a', '2'],
      ['c', '1'],
    ] as const)
      await log.append([toEntry(id, version)]);
    const halfway = (await log.findAfter(1)).length;
    expect(await log.compact(new Date(0))).toBe(0);
    expect(await log.compact(new Date(Date.now() + 60_000))).toBe(2);
    const all = (await log.findAfter(0)).flatMap(({ entries }) =>
      entries.map(({ row, version }) => `${row.id}${version}`),
    );
    const fromOne = (await log.findAfter(1)).flatMap(({ entries }) =>
      entries.map(({ row, version }) => `${row.id}${version}`),
    );
    expect([halfway, all, fromOne]).toEqual([3, ['b1', 'a2', 'c1'], ['b1', 'a2', 'c1']]);
  });
});

describe('books of the engine', () => {
  test('a later run takes the stream and the earlier one is refused', async () => {
    const first = await store.states.take('toy', 'stream', 'run_1');
    await store.states.advance(first, { cursor: { page: 2 }, read: 10 });
    const second = await store.states.take('toy', 'stream', 'run_2');
    expect([second.fence, second.cursor, second.read]).toEqual([first.fence + 1, { page: 2 }, 0]);
    await expect(store.states.advance(first, { read: 11 })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await store.states.findAll()).map(({ stream }) => stream)).toEqual(['stream']);
  });

  test('of twenty takers at once each gets a fence of its own', async () => {
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, n) => store.states.take('toy', 'race', `run_${n}`)),
    );
    expect(new Set(taken.map(({ fence }) => fence)).size).toBe(20);
  });

  test('a bad item seen twice is one entry counted twice, and leaves when it comes good', async () => {
    const rawRef = { runId: 'run_1', pageHash: 'hash', position: 3 };
    const entry = {
      source: 'toy',
      stream: 'q',
      key: 'k',
      issues: [{ field: 'MaHoSo', reason: 'expected a value' }],
      rawRef,
      sealedRaw: 's',
      digest: 'd',
    };
    await store.quarantine.put([entry], new Date(1000));
    expect(await store.quarantine.findDigests('toy', 'q')).toEqual(new Map([['k', 'd']]));
    await store.quarantine.touch('toy', 'q', { keys: ['k', 'other'], at: new Date(2000) });
    const [kept] = await store.quarantine.findEntries('toy', 'q');
    expect(kept).toMatchObject({
      count: 2,
      firstSeenAt: new Date(1000),
      lastSeenAt: new Date(2000),
      issues: entry.issues,
    });
    expect((await store.quarantine.countByStream()).get('toy.q')).toBe(1);
    await store.quarantine.release('toy', 'q', ['k', 'other']);
    expect((await store.quarantine.findDigests('toy', 'q')).size).toBe(0);
  });

  test('a page is booked once under its number', async () => {
    const counts = { read: 1, fresh: 1, changed: 0, unchanged: 0, older: 0, quarantined: 0, gone: 0 };
    const page = {
      runId: 'run_9',
      number: 1,
      pageHash: 'hash',
      cursorAfter: { page: 2 },
      counts,
      storedAt: new Date(),
    };
    await store.runs.addPages([page]);
    await expect(store.runs.addPages([page])).rejects.toMatchObject({ code: 11000 });
    expect(await store.runs.findPages('run_9')).toEqual([page]);
  });

  test('the server answers a ping', async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });
});
