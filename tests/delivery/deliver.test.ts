/** Deliveries to nodes: once, whatever the network does; refused for good where the node or its receipt is wrong. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DeliveryMessage } from '../../src/delivery/message.js';
import { makePlaces } from '../../src/delivery/places.js';
import { pushTransfer } from '../../src/delivery/push.js';
import { deliverTransfer } from '../../src/dossiers/deliver.js';
import { redrive, type RedriveParts } from '../../src/dossiers/redrive.js';
import { sweep } from '../../src/dossiers/sweep.js';
import type { TransferDuty } from '../../src/records/exchange.js';
import { parseMisbehaviour } from '../../simulators/misbehave.js';
import { openDelivery, type DeliverySetting } from './delivery-setting.js';

let setting: DeliverySetting;
let dossiers = 0;
let dossier = '';

beforeAll(async () => {
  setting = await openDelivery();
});
afterAll(() => setting.close());
beforeEach(() => {
  setting.misbehaviours.set([]);
  dossier = `d-push-${(dossiers += 1)}`;
});

async function findState(id: string): Promise<string | undefined> {
  const [transfer] = await setting.parts.store.transfers.findByIds([id]);
  return transfer?.state;
}

const deliver = (id: string): Promise<unknown> =>
  deliverTransfer(id, setting.delivery, 0).catch((error: unknown) => error);

test('a message says what the receiver needs, and no identity number', async () => {
  const id = await setting.send(dossier, 'H1');
  await deliver(id);
  const taken = setting.receiver.taken.get(`${id}.1`);
  const message = JSON.parse(taken?.body ?? '{}') as DeliveryMessage;
  expect(message).toMatchObject({
    message: `${id}.1`,
    transfer: id,
    from: 'X1',
    to: 'H1',
    note: 'ý kiến',
    dossier: { id: dossier, procedure: 'P1', epoch: 1, remainingMinutes: expect.any(Number) },
    slip: [{ from: 'X1', to: 'H1', state: 'IN_TRANSIT' }],
  });
  expect(message.dossier.remainingMinutes).toBeGreaterThan(0);
});

test("delivered once: the node's receipt is in the event, and doing it again changes nothing", async () => {
  const id = await setting.send(dossier, 'H1');
  await deliver(id);
  await deliver(id);
  const events = await setting.parts.store.events.findByDossier(dossier);
  const delivered = events.filter(({ core }) => core.type === 'DELIVERED');
  expect(delivered).toHaveLength(1);
  const receipt = setting.receiver.taken.get(`${id}.1`)?.receipt;
  expect(delivered[0]?.core.body).toMatchObject({ node: 'district', nodeReceipt: receipt });
});

test('a delivery whose node has all its places taken is put off: nothing is asked of the node, and nothing has failed', async () => {
  const id = await setting.send(dossier, 'H1');
  const never = (): never => {
    throw new Error('asked for');
  };
  const full = { ...setting.inbox, places: makePlaces(0), httpOf: never, getSigningKey: never };
  const busy = { ...setting.delivery, push: (transfer: TransferDuty) => pushTransfer(transfer, full) };
  expect(await deliverTransfer(id, busy, 0)).toBe('PUT_OFF');
  const [transfer] = await setting.parts.store.transfers.findByIds([id]);
  expect(transfer).toMatchObject({ state: 'IN_TRANSIT', lastError: null, round: 0 });
  expect(await deliverTransfer(id, setting.delivery, 0)).toBe('DONE');
  expect(await findState(id)).toBe('DELIVERED');
});

test('the longest owed is the one sent first of those the hub still has to hand over', async () => {
  const { transfers } = setting.parts.store;
  const fetched = await setting.send(dossier, 'S1');
  await deliver(fetched);
  setting.wait(1_000);
  const waiting = await setting.send(`${dossier}-later`, 'H1');
  const open = await transfers.find({ states: ['IN_TRANSIT'] }, 1_000);
  const owed = open.filter(({ nextAt }) => nextAt !== null).map(({ sentAt }) => sentAt.getTime());
  expect((await transfers.findLongestOwed())[0]?.sentAt.getTime()).toBe(Math.min(...owed));
  for (const { id } of open) await deliver(id);
  expect(await findState(fetched)).toBe('IN_TRANSIT');
  expect(await findState(waiting)).toBe('DELIVERED');
  expect(await transfers.findLongestOwed()).toEqual([]);
});

/** What redriving works with. */
function redriving(): RedriveParts {
  const { deadLetters, notices, parts } = setting;
  const dispatches = { noteFailure: () => Promise.resolve() };
  return { deadLetters, dispatches, notices, transfers: parts.store.transfers, now: parts.now };
}

test('what waits long for its turn is not told to wait longer once it fails: only turns that failed count', async () => {
  const id = await setting.send(dossier, 'H1');
  for (let turn = 0; turn < 8; turn += 1) {
    setting.wait(10_000);
    await sweep(setting.parts);
    expect(setting.queued.at(-1)).toEqual({ transfer: id, round: 0 });
  }
  setting.misbehaviours.set([parseMisbehaviour('500')]);
  // Both tries of one job: the second, half a second later, is the same turn.
  await deliver(id);
  await deliver(id);
  const [transfer] = await setting.parts.store.transfers.findByIds([id]);
  expect(transfer?.round).toBe(1);
  expect(transfer?.nextAt?.getTime()).toBe(setting.clock.now.getTime() + 15_000);
});

describe('a delivery that fails and may come right', () => {
  test.each(['500', '429', '429:120', 'reset', 'truncated', 'html'])('%s', async (fault) => {
    setting.misbehaviours.set([parseMisbehaviour(fault)]);
    const id = await setting.send(dossier, 'H1');
    await deliver(id);
    expect(await findState(id)).toBe('IN_TRANSIT');
    setting.misbehaviours.set([]);
    setting.wait(3_600_000);
    await sweep(setting.parts);
    expect(setting.queued.at(-1)).toEqual({ transfer: id, round: 1 });
    await deliver(id);
    expect(await findState(id)).toBe('DELIVERED');
    // The node took it once, though it may have been told twice.
    expect([...setting.receiver.taken.keys()].filter((message) => message.startsWith(id))).toEqual([
      `${id}.1`,
    ]);
  });
});

describe('a delivery that fails for good is a dead letter with its reason', () => {
  async function findLetter(id: string): Promise<string | undefined> {
    const letters = await setting.deadLetters.findWaiting(100);
    return letters.find(({ subject }) => subject === id)?.reason;
  }

  test('a receipt of a key the node does not have', async () => {
    const id = await setting.send(dossier, 'H1');
    const { keys } = setting.nodes.pushed;
    try {
      Object.assign(setting.nodes.pushed, { keys: setting.nodes.fetching.keys });
      await deliver(id);
    } finally {
      Object.assign(setting.nodes.pushed, { keys });
    }
    expect(await findState(id)).toBe('IN_TRANSIT');
    expect(await findLetter(id)).toMatch(/receipt of node district .*unknown key/);
  });

  test('redriven by an operator it is tried again, and settled once it is delivered', async () => {
    const id = await setting.send(dossier, 'H1');
    const { url } = setting.nodes.pushed;
    Object.assign(setting.nodes.pushed, { url: `${url ?? ''}/nowhere` });
    await deliver(id);
    Object.assign(setting.nodes.pushed, { url });
    expect(await findLetter(id)).toMatch(/HTTP 404/);
    await redrive(`deliver ${id}`, 'operator', redriving());
    expect(await findLetter(id)).toBeUndefined();
    await sweep(setting.delivery);
    expect(setting.queued.at(-1)?.transfer).toBe(id);
    await deliver(id);
    expect(await findState(id)).toBe('DELIVERED');
    await expect(redrive(`deliver ${id}`, 'operator', redriving())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
