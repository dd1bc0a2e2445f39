/**
 * Redis, MongoDB and the worker killed with -9 while dossiers are passed on, each started again, the data services over their own
 * folders elsewhere. What was acknowledged is there, what was under way goes on, within seconds; `npm run bench:exchange` asks how
 * many, by RECOVERY_FILE.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findFreePort } from '../../scripts/free-port.mjs';
import { startMongo } from '../../scripts/mongo-server.mjs';
import { openRoster } from '../../scripts/roster.mjs';
import { startRedis } from '../../scripts/redis-server.mjs';
import type { DemoTokens } from '../../src/gateway/demo-tokens.js';
import {
  askGraph,
  makeHubVariables,
  startSampleOnestop,
  toDossiers,
  until,
} from '../processes/hub-settings.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

const department = '000.00.03.H31';
const cleanups: (() => unknown)[] = [];
/** In-flight transfers go on this soon once the server is back. */
const recoveryMs = 15_000;

/** What can be killed and started again. */
interface Victim {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** A data service: started again it is over the same folder, on another port. */
interface Server extends Victim {
  proxy: TcpProxy;
}

let url = '';
let tokens: DemoTokens;
let ids: string[] = [];
const victims: Partial<Record<'Redis' | 'MongoDB' | 'worker', Victim>> = {};

/** A server of our own behind a proxy: its clients never learn that it moved. */
async function startServer(run: () => Promise<string>, pidOf: () => number): Promise<Server> {
  const portOf = (address: string): number => Number(new URL(address).port);
  const proxy = await startTcpProxy(portOf(await run()));
  cleanups.push(() => proxy.close());
  let pid = pidOf();
  return {
    proxy,
    async kill() {
      process.kill(-pid, 'SIGKILL');
      await until(
        () => Promise.resolve(isAlive(pid)),
        (alive) => !alive,
      );
    },
    async start() {
      proxy.setTarget(portOf(await run()));
      pid = pidOf();
    },
  };
}

const ask = (query: string, variables: object, token?: string): Promise<Answer> =>
  askGraph<Answer>(url, { query, variables, token, timeoutMs: 15_000 }).catch(() => ({ data: null }));

interface Answer {
  data: Record<string, Record<string, unknown> | null> | null;
  errors?: { extensions: { code: string } }[];
}

/** Sends until it is acknowledged, always under the same command id. @returns the transfer and its receipt */
async function send(dossierId: string, commandId: string): Promise<{ transfer: string; jws: string }> {
  const query =
    'mutation ($input: SendDossierInput!) { sendDossier(input: $input) { transfer { id } receipt { jws } } }';
  const input = { commandId, dossierId, to: department };
  const answer = await until(
    () => ask(query, { input }, tokens.officerDistrict),
    ({ data, errors }) => data?.['sendDossier'] != null || errors?.[0]?.extensions.code === 'CONFLICT',
  );
  const sent = answer.data?.['sendDossier'] as { transfer: { id: string }; receipt: { jws: string } };
  return { transfer: sent.transfer.id, jws: sent.receipt.jws };
}

const findState = async (transfer: string): Promise<unknown> => {
  const { data } = await ask('query ($id: ID!) { transfer(id: $id) { state } }', { id: transfer });
  return data?.['transfer']?.['state'];
};

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Starts a process of the hub. */
function startProgram(program: string, env: Record<string, string>): Victim {
  let child: ChildProcess;
  const victim: Victim = {
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    start() {
      const args = ['--import', 'tsx', `src/${program}.ts`];
      child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
      return Promise.resolve();
    },
  };
  void victim.start();
  cleanups.push(() => victim.kill());
  return victim;
}

/** How long after it was started again everything under way had arrived, for who measures. */
async function noteRecovery(name: string, ms: number): Promise<void> {
  const file = process.env['RECOVERY_FILE'];
  if (file !== undefined) await appendFile(file, `${name} killed: ${(ms / 1_000).toFixed(1)} s\n`);
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-servers-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const roster = await openRoster(join(folder, 'services.json'));
  cleanups.push(() => roster.stop());
  let pid = 0;
  const noting = {
    ...roster,
    start: async (spec: Parameters<typeof roster.start>[0]) => {
      const started = await roster.start(spec);
      pid = started.pid;
      return started;
    },
  };
  const options = { roster: noting, folder, env: process.env };
  const redis = await startServer(
    () => startRedis(options),
    () => pid,
  );
  const mongo = await startServer(
    () => startMongo(options),
    () => pid,
  );
  const onestop = await startSampleOnestop(toDossiers(9));
  cleanups.push(() => onestop.close());
  const hub = await makeHubVariables(onestop.urls);
  ({ tokens } = hub);
  const port = await findFreePort();
  const env = {
    ...hub.env,
    PORT: String(port),
    WORKER_PORT: String(await findFreePort()),
    MONGODB_URI: `mongodb://127.0.0.1:${mongo.proxy.port}/servers?directConnection=true&retryWrites=false&w=majority&journal=true&serverSelectionTimeoutMS=5000`,
    REDIS_URL: `redis://127.0.0.1:${redis.proxy.port}`,
  };
  url = `http://127.0.0.1:${port}`;
  Object.assign(victims, { Redis: redis, MongoDB: mongo, worker: startProgram('worker', env) });
  startProgram('main', env);
  const listed = await until(
    () => ask('{ dossiers(first: 50) { nodes { id } } agency(code: "000.00.03.H31") { code } }', {}),
    ({ data }) =>
      (data?.['dossiers']?.['nodes'] as unknown[] | undefined)?.length === 9 && data?.['agency'] != null,
    180_000,
  );
  ids = (listed.data?.['dossiers']?.['nodes'] as { id: string }[]).map(({ id }) => id);
}, 300_000);

afterAll(async () => {
  for (let close = cleanups.pop(); close !== undefined; close = cleanups.pop()) await close();
});

test.each([
  ['Redis', 0],
  ['MongoDB', 3],
  ['worker', 6],
] as const)(
  '%s killed: what was acknowledged is kept, what was under way arrives',
  async (name, first) => {
    const victim = victims[name] as Victim;
    const [before, during, after] = ids.slice(first, first + 3) as [string, string, string];
    const acknowledged = await send(before, `${name}-before`);
    await victim.kill();
    // Redis or the worker gone, a dossier is sent all the same; MongoDB gone, it is when it is back.
    const sending = send(during, `${name}-during`);
    await victim.start();
    const startedAtMs = performance.now();
    const all = [acknowledged, await sending, await send(after, `${name}-after`)];
    for (const { transfer } of all) {
      const state = await until(
        () => findState(transfer),
        (one) => one === 'DELIVERED',
        recoveryMs + 45_000,
      );
      expect(state).toBe('DELIVERED');
    }
    await noteRecovery(name, performance.now() - startedAtMs);
    // The same command again: the same receipt, so the event of before the kill is the one that is kept.
    expect(await send(before, `${name}-before`)).toEqual(acknowledged);
  },
  300_000,
);
