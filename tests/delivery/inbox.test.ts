/** The inbox of a node that fetches: leased, acknowledged once, given again when a lease runs out; and its answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { toRfc3339 } from '../../src/calendar/local-time.js';
import { carryOutAnswer } from '../../src/delivery/answers.js';
import { acknowledge, leaseInbox, type LeasedMessage } from '../../src/delivery/inbox.js';
import { deliverTransfer } from '../../src/dossiers/deliver.js';
import { signBody } from '../../src/evidence/signed-body.js';
import { openDelivery, type DeliverySetting } from './delivery-setting.js';

let setting: DeliverySetting;
let dossiers = 0;
let dossier = '';

beforeAll(async () => {
  setting = await openDelivery();
});
afterAll(() => setting.close());
beforeEach(() => {
  dossier = `d-pull-${(dossiers += 1)}`;
});

const lease = (most = 100): Promise<LeasedMessage[]> =>
  leaseInbox(setting.nodes.fetching, { most, leaseMs: 60_000 }, setting.inbox);

async function leaseOf(id: string): Promise<LeasedMessage | undefined> {
  return (await lease()).find(({ message }) => message === `${id}.1`);
}

function sign({ message, bytes }: LeasedMessage, to = 'test-hub'): Promise<string> {
  return signBody(bytes, setting.fetchingKey, { to, id: message, at: toRfc3339(setting.clock.now) });
}

test('a message is leased to one, and to another once the lease has run out', async () => {
  const id = await setting.send(dossier, 'S1');
  await deliverTransfer(id, setting.delivery, 0);
  const first = await leaseOf(id);
  expect(await leaseOf(id)).toBeUndefined();
  setting.wait(61_000);
  expect(Buffer.from((await leaseOf(id))?.bytes ?? []).toString()).toBe(
    Buffer.from(first?.bytes ?? []).toString(),
  );
});

test('an acknowledged message is delivered once, however often it is acknowledged, and leased no more', async () => {
  const id = await setting.send(dossier, 'S1');
  const leased = await leaseOf(id);
  if (leased === undefined) throw new Error('nothing was leased');
  const receipt = await sign(leased);
  for (let n = 0; n < 2; n += 1)
    await acknowledge(setting.nodes.fetching, { message: leased.message, receipt }, setting.inbox);
  const events = await setting.parts.store.events.findByDossier(dossier);
  expect(events.map(({ core }) => core.type)).toEqual(['OPENED', 'SENT', 'DELIVERED']);
  setting.wait(61_000);
  expect(await leaseOf(id)).toBeUndefined();
});

describe('an acknowledgement is refused', () => {
  test('of a message of another node', async () => {
    const id = await setting.send(dossier, 'H1');
    await expect(
      acknowledge(setting.nodes.fetching, { message: `${id}.1`, receipt: 'x' }, setting.inbox),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('with a receipt over other bytes, or for another hub', async () => {
    const id = await setting.send(dossier, 'S1');
    const leased = await leaseOf(id);
    if (leased === undefined) throw new Error('nothing was leased');
    const { message } = leased;
    for (const receipt of [
      await sign({ ...leased, bytes: Buffer.from('{}') }),
      await sign(leased, 'another-hub'),
      await sign({ ...leased, message: 'trf_other.1' }),
    ]) {
      await expect(
        acknowledge(setting.nodes.fetching, { message, receipt }, setting.inbox),
      ).rejects.toMatchObject({
        code: 'SOURCE_INVALID',
      });
    }
    expect((await setting.parts.store.transfers.findByIds([id]))[0]?.state).toBe('IN_TRANSIT');
  });
});

test('an answer of the node is a command: repeated it gets the same receipt, changed it is a conflict', async () => {
  const transfer = await setting.send(dossier, 'S1');
  const answer = { commandId: `a-${dossier}`, kind: 'ACCEPT', transfer, note: 'đã nhận' };
  const first = await carryOutAnswer(setting.nodes.fetching, answer, setting.inbox);
  expect(await carryOutAnswer(setting.nodes.fetching, answer, setting.inbox)).toEqual(first);
  await expect(
    carryOutAnswer(setting.nodes.fetching, { ...answer, note: 'khác' }, setting.inbox),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
  const [custody] = await setting.parts.store.custodies.findByDossiers([dossier]);
  expect(custody).toMatchObject({ holder: 'S1', epoch: 2 });
});

test('an answer that breaks its shape is refused by field', async () => {
  await expect(
    carryOutAnswer(setting.nodes.fetching, { commandId: 'x y', kind: 'ACCEPT', transfer: '' }, setting.inbox),
  ).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(/commandId.*transfer/) });
});
