/** The data services killed or emptied in the middle of a reading: it ends, of itself, with every record there once. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { openStore, type Store } from '../../src/store/store.js';
import { makeHubVariables, startSampleOnestop, toDossiers, until } from '../processes/hub-settings.js';
import { startProgram, startVictims, toServiceVariables, type Cleanups, type Victims } from './victims.js';

const cleanups: Cleanups = [];
const count = 150;
let victims: Victims;
let env: Record<string, string>;

beforeAll(async () => {
  victims = await startVictims(cleanups);
  const onestop = await startSampleOnestop(toDossiers(count), [{ kind: 'slow', delayMs: 60 }]);
  cleanups.push(() => onestop.close());
  const hub = await makeHubVariables(onestop.urls);
  env = { ...hub.env, ...toServiceVariables(victims), WORKER_PORT: '0' };
});

afterAll(async () => {
  for (let close = cleanups.pop(); close !== undefined; close = cleanups.pop()) await close();
});

/** A database of its own, and a worker that reads into it. */
async function startReading(name: string): Promise<Store> {
  const uri = new URL(env['MONGODB_URI'] ?? '');
  uri.pathname = `/${name}`;
  const own = { ...env, MONGODB_URI: uri.toString(), QUEUE_PREFIX: name };
  const store = await openStore(own.MONGODB_URI);
  cleanups.push(() => store.close());
  startProgram('worker', { env: own, cleanups });
  await until(
    () => findState(store),
    (state) => state !== null && state.read >= 20,
  );
  return store;
}

const findState = (store: Store) => store.states.find('onestop', 'district-dossiers').catch(() => null);

async function expectWhole(store: Store): Promise<void> {
  const done = await until(
    () => findState(store),
    (state) => state?.lastSuccessAt != null,
    120_000,
  );
  expect(done?.lastError).toBeNull();
  const ids: string[] = [];
  for await (const { id } of store.records.dossier.readKeys('onestop', 'district-dossiers')) ids.push(id);
  const records = await store.records.dossier.findByIds(ids);
  expect([new Set(ids).size, records.filter(({ version }) => version > 1).length]).toEqual([count, 0]);
}

test('Redis emptied in the middle', async () => {
  const store = await startReading('emptied');
  const redis = new Redis(env['REDIS_URL'] ?? '');
  await redis.flushall();
  await redis.quit();
  await expectWhole(store);
}, 300_000);

test('Redis killed in the middle', async () => {
  const store = await startReading('redis-killed');
  await victims.redis.kill();
  await victims.redis.start();
  await expectWhole(store);
}, 300_000);

test('MongoDB killed in the middle', async () => {
  const store = await startReading('mongo-killed');
  await victims.mongo.kill();
  await victims.mongo.start();
  await expectWhole(store);
}, 300_000);
