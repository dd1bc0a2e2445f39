/** Dossiers handed over through the running hub: gateway, worker, queue and store, as officers and lookers-on see them. */
import { createClient, type Client } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import WebSocket from 'ws';
import { startGateway, startWorker } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { connectors } from '../../src/connectors/registry.js';
import { isProven, readProof, verifyProof } from '../../src/evidence/proof.js';
import type { DemoTokens } from '../../src/gateway/demo-tokens.js';
import { makeLogger } from '../../src/logger.js';
import { getRedisUrl } from '../services.js';
import { askGraph, makeHubVariables, startSampleOnestop, toDossiers, until } from './hub-settings.js';

const log = makeLogger('test', 'silent');
const district = '000.00.31.H31';
const department = '000.00.03.H31';
const closes: (() => Promise<unknown>)[] = [];
let url: string;
let tokens: DemoTokens;
let queuePrefix: string;

interface Answer {
  data: Record<string, Record<string, Record<string, unknown>> | null> | null;
  errors?: { message: string; extensions: { code: string } }[];
}

const ask = (query: string, variables: object = {}, token?: string): Promise<Answer> =>
  askGraph(url, { query, variables, token });

async function findDossierId(ordinal: number): Promise<string> {
  const code = `MAU-180305-${String(ordinal).padStart(4, '0')}`;
  const found = await until(
    () => ask('query ($code: String!) { dossier(code: $code) { id } }', { code }),
    ({ data }) => data?.['dossier'] != null,
  );
  return found.data?.['dossier']?.['id'] as unknown as string;
}

async function send(dossierId: string): Promise<string> {
  const input = { commandId: `send-${dossierId}`, dossierId, to: department, note: 'ý kiến' };
  const query = 'mutation ($input: SendDossierInput!) { sendDossier(input: $input) { transfer { id } } }';
  const { data } = await ask(query, { input }, tokens.officerDistrict);
  return String(data?.['sendDossier']?.['transfer']?.['id']);
}

const findState = async (id: string): Promise<unknown> =>
  (await ask('query ($id: ID!) { transfer(id: $id) { state } }', { id })).data?.['transfer']?.['state'];

function subscribe(client: Client, agency: string): AsyncIterableIterator<{ data?: unknown }> {
  const query =
    'subscription ($agency: ID) { moved: dossierMoved(agency: $agency) { dossier { code } transfer { state } at } }';
  return client.iterate({ query, variables: { agency } });
}

beforeAll(async () => {
  const onestop = await startSampleOnestop(toDossiers(8));
  closes.push(() => onestop.close());
  const hub = await makeHubVariables(onestop.urls);
  ({ tokens } = hub);
  queuePrefix = hub.env['QUEUE_PREFIX'] ?? '';
  const config = readConfig(hub.env, connectors);
  const gateway = await startGateway(config, log);
  closes.push(() => gateway.close());
  ({ url } = gateway);
  const worker = await startWorker(config, log);
  closes.push(() => worker.close());
  await until(
    () => ask('query ($code: ID!) { agency(code: $code) { code } }', { code: department }),
    ({ data }) => data?.['agency'] != null,
    60_000,
  );
});

afterAll(async () => {
  for (let close = closes.pop(); close !== undefined; close = closes.pop()) await close();
});

test('a dossier is sent, delivered, accepted; lists, lookers-on and the receipt agree', async () => {
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  closes.push(async () => client.dispose());
  const moves = subscribe(client, department);
  const firstMove = moves.next();
  const dossierId = await findDossierId(1);
  const transferId = await send(dossierId);
  await until(
    () => findState(transferId),
    (state) => state === 'DELIVERED',
  );
  const accept = `mutation ($input: AcceptDossierInput!) { acceptDossier(input: $input) {
    dossier { code holder { code name } } receipt { id } } }`;
  const input = { commandId: `accept-${dossierId}`, transferId };
  const accepted = await ask(accept, { input }, tokens.officerProvince);
  expect(accepted.data?.['acceptDossier']?.['dossier']).toEqual({
    code: 'MAU-180305-0001',
    holder: { code: department, name: 'Sở Mẫu Ba' },
  });
  expect((await firstMove).value).toMatchObject({
    data: { moved: { dossier: { code: 'MAU-180305-0001' }, transfer: { state: 'IN_TRANSIT' } } },
  });
  expect((await moves.next()).value).toMatchObject({ data: { moved: { transfer: { state: 'DELIVERED' } } } });
  expect((await moves.next()).value).toMatchObject({ data: { moved: { transfer: { state: 'ACCEPTED' } } } });
  await moves.return?.();

  const held = `query ($holder: [ID!]) { dossiers(filter: { holder: $holder }) { nodes { code } } }`;
  const listed = await until(
    () => ask(held, { holder: [department] }),
    ({ data }) => (data?.['dossiers']?.['nodes'] as unknown as unknown[]).length > 0,
  );
  expect(listed.data?.['dossiers']).toEqual({ nodes: [{ code: 'MAU-180305-0001' }] });

  const receipt = accepted.data?.['acceptDossier']?.['receipt']?.['id'];
  const findProof = async (): Promise<unknown> =>
    (await ask('query ($id: ID!) { receipt(id: $id) { proof } }', { id: receipt })).data?.['receipt']?.[
      'proof'
    ];
  const proof = readProof(String(await until(findProof, (found) => found !== null)));
  expect(isProven(await verifyProof(proof, proof.keys))).toBe(true);
});

test('a queue emptied between sending and delivering delays, and loses nothing', async () => {
  const redis = new Redis(getRedisUrl());
  closes.push(async () => redis.quit());
  const ids = await Promise.all([2, 3, 4, 5].map(findDossierId));
  const transfers = await Promise.all(
    ids.map(async (id) => {
      const transfer = await send(id);
      const keys = await redis.keys(`${queuePrefix}:deliver:*`);
      if (keys.length > 0) await redis.del(keys);
      return transfer;
    }),
  );
  const states = await until(
    () => Promise.all(transfers.map(findState)),
    (found) => found.every((state) => state === 'DELIVERED'),
  );
  expect(states).toHaveLength(4);
});

test('a subscription that is not valid, and a query sent as one, are refused in words', async () => {
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  closes.push(async () => client.dispose());
  const run = (query: string): Promise<unknown> =>
    client
      .iterate({ query })
      .next()
      .then(
        (result) => result.value as unknown,
        (thrown: unknown) => thrown,
      );
  expect(await run('subscription { dossierMoved { nonsense } }')).toMatchObject([
    { message: expect.stringContaining('nonsense'), extensions: { code: 'BAD_INPUT' } },
  ]);
  expect(await run('{ me { id } }')).toMatchObject({
    errors: [{ message: expect.stringContaining('POST /graphql'), extensions: { code: 'BAD_INPUT' } }],
  });
});

test('a wrong token opens no connection', async () => {
  const closed = new Promise((resolve) => {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: 'Bearer nonsense' },
      lazy: false,
      retryAttempts: 0,
      on: { closed: resolve },
      onNonLazyError: () => undefined,
    });
    closes.push(async () => client.dispose());
  });
  expect(await closed).toMatchObject({ code: 4403 });
});

test('a subscription sent over HTTP is refused in words', async () => {
  const { errors } = await ask('subscription { dossierMoved { at } }');
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
});

test(`the holder's agency alone may send`, async () => {
  const input = { commandId: 'not-mine', dossierId: await findDossierId(6), to: district };
  const query = 'mutation ($input: SendDossierInput!) { sendDossier(input: $input) { transfer { id } } }';
  const { errors } = await ask(query, { input }, tokens.officerProvince);
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
