/** The simulation's store and the real one answer alike: whatever the simulation shows is worth no more than this. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DossierEvent } from '../../src/records/dossier-event.js';
import type { CustodyView, Transfer } from '../../src/records/exchange.js';
import { openConnection, type Connection } from '../../src/store/connection.js';
import { makeExchangeCollections } from '../../src/store/exchange-collections.js';
import { makeMongoUri } from '../services.js';
import { sampleOpening } from '../dossiers/exchange-setting.js';
import { makeMemoryStore } from './memory-store.js';

type Store = Pick<ReturnType<typeof makeMemoryStore>, 'events' | 'transfers' | 'custodies' | 'deadLetters'>;

let connection: Connection;
beforeAll(async () => {
  connection = await openConnection(makeMongoUri());
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 25, 3, minute));
const minute = fc.integer({ min: 0, max: 5 });
const name = fc.constantFrom('a', 'b', 'c');
const seq = fc.integer({ min: 1, max: 4 });

/** One operation, done to a store. */
type Operation = (store: Store) => Promise<unknown>;

const insert = fc.tuple(name, seq, name, minute).map(([dossier, place, command, when]): Operation => {
  const core = {
    dossier,
    seq: place,
    type: 'OPENED',
    command,
    at: at(when).toISOString(),
    body: sampleOpening,
  };
  const id = `evt_${when}${dossier}${place}${command}`;
  const event = { id, core, prev: null, hash: 'h', receipt: null } as unknown as DossierEvent;
  return (store) => store.events.insert(event, `body of ${id}`);
});

const saveTransfer = fc
  .tuple(name, seq, fc.constantFrom('IN_TRANSIT', 'DELIVERED', 'ACCEPTED'), fc.option(minute))
  .map(([id, place, state, due]): Operation => {
    const dueAt = due === null ? null : at(due);
    const shared = {
      dossier: 'd',
      from: 'X1',
      to: id === 'a' ? 'H1' : 'S1',
      originalTo: 'H1',
      message: `${id}.1`,
    };
    const instants = { sentAt: at(1), deliveredAt: null, answeredAt: null, recallAskedAt: null };
    const view = { id, ...shared, ...instants, state, dueAt, noticeAt: dueAt, seq: place } as Transfer;
    return (store) => store.transfers.save(view, at(2));
  });

const saveCustody = fc.tuple(name, seq, fc.option(minute)).map(([dossier, place, notice]): Operation => {
  const noticeAt = notice === null ? null : at(notice);
  const shared = {
    holder: 'X1',
    since: null,
    epoch: 1,
    clock: 'RUNNING',
    procedure: 'P',
    dueAt: null,
  } as const;
  const view: CustodyView = { dossier, ...shared, noticeAt, seq: place };
  return (store) => store.custodies.save(view);
});

const others = fc.oneof(
  fc.tuple(name, fc.option(minute)).map(
    ([id, due]): Operation =>
      (store) =>
        store.transfers.take({ id, nextAt: due === null ? null : at(due) }, at(3)),
  ),
  name.map(
    (id): Operation =>
      (store) =>
        store.transfers.noteFailure(id, { lastError: 'reason', round: 2, nextAt: at(4) }),
  ),
  name.map(
    (subject): Operation =>
      (store) =>
        store.deadLetters.put({ queue: 'deliver', subject, reason: 'why' }, at(1)),
  ),
  name.map(
    (subject): Operation =>
      (store) =>
        store.deadLetters.redrive(`deliver ${subject}`, 'me'),
  ),
  name.map(
    (subject): Operation =>
      (store) =>
        store.deadLetters.settle('deliver', subject),
  ),
);

/** Everything the exchange asks a store, in an order that does not depend on the store. */
async function readAll({ events, transfers, custodies, deadLetters }: Store): Promise<unknown> {
  const unsettled = await events.findUnsettled(at(3), 100);
  const half = unsettled.slice(0, Math.ceil(unsettled.length / 2)).map(({ id }) => id);
  await events.markSettled(half);
  const sort = <T extends { id?: string; dossier?: string }>(found: T[]): T[] =>
    found.sort((a, b) => ((a.id ?? a.dossier ?? '') < (b.id ?? b.dossier ?? '') ? -1 : 1));
  const letters = await deadLetters.findWaiting(100);
  return {
    unsettled,
    left: await events.findUnsettled(null, 100),
    byDossier: await events.findByDossier('a'),
    byDossiers: await events.findByDossiers(['a', 'b']),
    byCommand: await events.findByCommand('b'),
    after: await events.findAfter('evt_2', 3),
    body: await events.findSealedBody(half[0] ?? 'none'),
    transfers: await transfers.find({ to: ['H1', 'S1'], states: ['IN_TRANSIT', 'DELIVERED'] }, 100),
    oldest: await transfers.findOldest({ from: ['X1'], dueBefore: at(3), afterId: 'c' }, 1),
    count: await transfers.count({ sentFrom: at(1), sentBefore: at(2) }),
    due: sort(await transfers.findDue(at(3), 100)),
    owed: (await transfers.findLongestOwed()).length,
    notices: sort(await transfers.findNoticeDue(at(3), 100)),
    ofDossier: await transfers.findByDossiers(['d']),
    custodies: sort(await custodies.findByDossiers(['a', 'b'])),
    held: sort(await custodies.findOpenOf('X1', 100)),
    dueCustodies: sort(await custodies.findNoticeDue(at(3), 100)),
    letters: sort(letters),
  };
}

test('both answer every operation, and every question after it, alike', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(insert, saveTransfer, saveCustody, others), { maxLength: 25 }),
      async (operations) => {
        const real = makeExchangeCollections(connection.useDb(`${connection.name}-${(run += 1)}`));
        await real.init();
        const memory = makeMemoryStore();
        for (const operation of operations) expect(await operation(memory)).toEqual(await operation(real));
        expect(await readAll(memory)).toEqual(await readAll(real));
        await real.events.markSettled([]);
      },
    ),
    { numRuns: 15 },
  );
});
