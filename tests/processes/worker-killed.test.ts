/** The worker's real process, killed outright in the middle of a sync: the next one goes on, nothing lost, nothing double. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { openStore } from '../../src/store/store.js';
import { makeListing } from '../../src/store/listing.js';
import { makeHubVariables, startSampleOnestop, toDossiers, until } from './hub-settings.js';

const cleanups: (() => Promise<unknown> | undefined)[] = [];

afterEach(async () => {
  for (let close = cleanups.pop(); close !== undefined; close = cleanups.pop()) await close();
});

function startWorkerProcess(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/worker.ts'], {
    env: { ...process.env, ...env, WORKER_PORT: '0' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  cleanups.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

test('a worker killed with -9 in mid-sync: the next continues from the stored cursor', async () => {
  const count = 150;
  const onestop = await startSampleOnestop(toDossiers(count), [{ kind: 'slow', delayMs: 40 }]);
  cleanups.push(() => onestop.close());
  const { env } = await makeHubVariables(onestop.urls);
  const store = await openStore(env['MONGODB_URI'] as string);
  cleanups.push(() => store.close());
  const findState = () => store.states.find('onestop', 'district-dossiers');

  const first = startWorkerProcess(env);
  await until(findState, (state) => state !== null && state.read >= 30);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const atDeath = await findState();
  expect(atDeath).toMatchObject({ running: true, lastSuccessAt: null });

  startWorkerProcess(env);
  const done = await until(findState, (state) => state !== null && state.lastSuccessAt !== null);
  expect(done?.fence).toBeGreaterThan(atDeath?.fence ?? 0);
  expect(done?.read).toBeLessThan(count + 20);
  const listing = makeListing(store.logs.dossier, (row) => row as { id: string });
  await listing.refresh();
  const ids = [...listing.values()].map(({ id }) => id);
  const records = await store.records.dossier.findByIds(ids);
  expect([ids.length, records.length, records.filter(({ version }) => version > 1).length]).toEqual([
    count,
    count,
    0,
  ]);
});
