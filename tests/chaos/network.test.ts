/** The network between hub and receiver, and between hub and store, at its worst: nothing is done twice, nothing is lost. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { deliverTransfer } from '../../src/dossiers/deliver.js';
import { runCommand } from '../../src/dossiers/run-command.js';
import { HubError } from '../../src/errors.js';
import { openDelivery, type DeliverySetting } from '../delivery/delivery-setting.js';
import { openExchange, toCommand } from '../dossiers/exchange-setting.js';
import { makeMongoUri } from '../services.js';
import { startTcpProxy, type TcpProxy, type Weather } from './tcp-proxy.js';

let setting: DeliverySetting;
let proxy: TcpProxy;
const closes: (() => Promise<void>)[] = [];

beforeAll(async () => {
  setting = await openDelivery();
  const url = new URL(setting.nodes.pushed.url ?? '');
  proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  Object.assign(setting.nodes.pushed, { url: url.toString() });
});

afterAll(async () => {
  await proxy.close();
  await setting.close();
});

afterEach(async () => {
  proxy.setWeather('FAIR');
  for (let close = closes.pop(); close !== undefined; close = closes.pop()) await close();
});

const findTypes = async (dossier: string): Promise<string[]> =>
  (await setting.parts.store.events.findByDossier(dossier)).map(({ core }) => core.type);

test.each<[Weather, { outcome: string; taken: number; events: string[] }]>([
  ['SLOW', { outcome: 'DONE', taken: 1, events: ['OPENED', 'SENT', 'DELIVERED'] }],
  ['SILENT', { outcome: 'SOURCE_UNAVAILABLE', taken: 0, events: ['OPENED', 'SENT'] }],
  ['TORN', { outcome: 'SOURCE_UNAVAILABLE', taken: 0, events: ['OPENED', 'SENT'] }],
  ['DEAF', { outcome: 'SOURCE_UNAVAILABLE', taken: 1, events: ['OPENED', 'SENT'] }],
])('a receiver behind a network that is %s gets its message once', async (weather, expected) => {
  const dossier = `d-${weather}`;
  const transfer = await setting.send(dossier, 'H1');
  const takenBefore = setting.receiver.taken.size;
  const countTaken = (): number => setting.receiver.taken.size - takenBefore;
  proxy.setWeather(weather);
  const outcome = await deliverTransfer(transfer, setting.delivery, 0).then(
    () => 'DONE',
    (error: unknown) => (error instanceof HubError ? error.code : error),
  );
  expect({ outcome, taken: countTaken(), events: await findTypes(dossier) }).toEqual(expected);
  proxy.setWeather('FAIR');
  await deliverTransfer(transfer, setting.delivery, 0);
  expect(await findTypes(dossier)).toEqual(['OPENED', 'SENT', 'DELIVERED']);
  expect(countTaken()).toBe(1);
  // Where the answer alone was lost, the receipt is the one that was lost.
  const [, , delivered] = await setting.parts.store.events.findByDossier(dossier);
  const nodeReceipt = setting.receiver.taken.get(`${transfer}.1`)?.receipt;
  expect(delivered?.core.body).toMatchObject({ nodeReceipt });
});

test('a command whose answer from the store was lost is carried out once, and told when it is given again', async () => {
  const uri = new URL(makeMongoUri());
  const toStore = await startTcpProxy(Number(uri.port));
  closes.push(() => toStore.close());
  uri.port = String(toStore.port);
  uri.searchParams.set('serverSelectionTimeoutMS', '2000');
  const { parts, close } = await openExchange(undefined, uri.toString());
  closes.push(close);
  await runCommand(toCommand('PAUSE', { wait: 'OTHER' }, { dossier: 'd-lost' }), parts);
  const resume = toCommand('RESUME', {}, { dossier: 'd-lost' });
  const { insert } = parts.store.events;
  // From the insert on nothing is heard of the store, for a while.
  const deaf = {
    ...parts,
    store: {
      ...parts.store,
      events: {
        ...parts.store.events,
        insert: async (...given: Parameters<typeof insert>) => {
          toStore.setWeather('DEAF');
          return insert(...given).finally(() => toStore.setWeather('FAIR'));
        },
      },
    },
  };
  // Either it finds out by itself, or it says that it does not know; never that it was refused.
  const first = await runCommand(resume, deaf).catch((error: unknown) => error);
  const again = await runCommand(resume, parts);
  expect(first instanceof Error ? (first as HubError).code : first).toEqual(
    first instanceof Error ? 'INTERNAL' : again,
  );
  const types = (await parts.store.events.findByDossier('d-lost')).map(({ core }) => core.type);
  expect(types).toEqual(['OPENED', 'PAUSED', 'RESUMED']);
});
