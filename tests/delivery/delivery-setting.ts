/** An exchange over the real store with one receiver that is pushed to and one node that fetches, for tests of delivery. */
import { makeHttpClient } from '../../src/connectors/http.js';
import { defaultPatience } from '../../src/connectors/patient-call.js';
import type { InboxParts } from '../../src/delivery/inbox.js';
import { makeNodeDirectory, type ExchangeNode } from '../../src/delivery/nodes.js';
import { makePlaces } from '../../src/delivery/places.js';
import { pushTransfer } from '../../src/delivery/push.js';
import type { DeliveryParts } from '../../src/dossiers/deliver.js';
import { runCommand } from '../../src/dossiers/run-command.js';
import { toPublishedKey, type SigningKey } from '../../src/evidence/keys.js';
import { makeLeases } from '../../src/store/leases.js';
import { startHttpNode } from '../../simulators/http-node.js';
import { makeMisbehaviours, type Misbehaviours } from '../../simulators/misbehave.js';
import { makeReceiver, receiverPath, type Receiver } from '../../simulators/receiver.js';
import {
  makeSigningKey,
  openExchange,
  sampleAgencies,
  toCommand,
  type ExchangeSetting,
} from '../dossiers/exchange-setting.js';

/** The setting: H1 is pushed to, S1 fetches, everybody else works on the hub's screens. */
export interface DeliverySetting extends ExchangeSetting {
  delivery: DeliveryParts;
  inbox: InboxParts;
  receiver: Receiver;
  misbehaviours: Misbehaviours;
  nodes: { pushed: ExchangeNode; fetching: ExchangeNode };
  fetchingKey: SigningKey;
  /** The commune X1 sends a dossier. @returns the transfer's id. */
  send(dossier: string, to: string): Promise<string>;
}

/** Opens it; `close` ends the receiver too. */
export async function openDelivery(): Promise<DeliverySetting> {
  const setting = await openExchange();
  const { parts, connection, deadLetters, hubKey, clock } = setting;
  const [pushedKey, fetchingKey] = [makeSigningKey('pushed'), makeSigningKey('fetching')];
  const misbehaviours = makeMisbehaviours();
  const receiver = makeReceiver({
    name: 'district',
    hub: 'test-hub',
    hubKeys: () => Promise.resolve(setting.keys),
    key: pushedKey,
    serves: (agency) => agency === 'H1',
    now: () => clock.now,
  });
  const server = await startHttpNode({
    host: '127.0.0.1',
    port: 0,
    control: false,
    misbehaviours,
    answer: (call) => (call.path === receiverPath ? receiver.receive(call) : Promise.resolve(null)),
  });
  const pushed: ExchangeNode = {
    name: 'district',
    mode: 'PUSH',
    url: `${server.url}${receiverPath}`,
    agencies: ['H1'],
    level: null,
    keys: [toPublishedKey(pushedKey)],
  };
  const fetching: ExchangeNode = {
    name: 'province',
    mode: 'PULL',
    url: null,
    agencies: [],
    level: 'PROVINCE',
    keys: [toPublishedKey(fetchingKey)],
  };
  const nodes = makeNodeDirectory([pushed, fetching], {
    list: () => sampleAgencies,
    find: (code) => sampleAgencies.find((agency) => agency.code === code) ?? null,
  });
  const inbox: InboxParts = {
    ...parts,
    nodes,
    leases: makeLeases(connection),
    hub: 'test-hub',
  };
  const patience = { ...defaultPatience, attempts: 1, timeoutMs: 2_000 };
  const limits = { perSecond: 1e6, burst: 1e6, concurrency: 8 };
  const http = makeHttpClient({ source: 'district', limits, log: parts.log }, patience);
  const places = makePlaces(limits.concurrency);
  const push = { ...inbox, places, httpOf: () => http, getSigningKey: () => Promise.resolve(hubKey) };
  return {
    ...setting,
    inbox,
    receiver,
    misbehaviours,
    nodes: { pushed, fetching },
    fetchingKey,
    delivery: {
      ...inbox,
      deadLetters,
      findRoute(agency) {
        const node = nodes.findByAgency(agency);
        return node === null ? null : { node: node.name, mode: node.mode };
      },
      push: (transfer) => pushTransfer(transfer, push),
    },
    async send(dossier, to) {
      const attachment = { note: 'ý kiến', papers: [] };
      const { state } = await runCommand(
        toCommand('SEND', { to, dueAt: null }, { dossier, attachment }),
        parts,
      );
      return state.transfers.at(-1)?.id ?? '';
    },
    async close() {
      await server.close();
      await setting.close();
    },
  };
}
