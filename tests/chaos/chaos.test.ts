/**
 * Real processes killed at random while officers hand dossiers over: gateway and worker with -9, the queue emptied. Afterwards
 * the history of what the officers were told is held against what the hub holds. CHAOS_SECONDS says how long
 * (`npm run chaos -- --minutes 5`); a minute otherwise.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { openStore, type Store } from '../../src/store/store.js';
import type { DemoTokens } from '../../src/gateway/demo-tokens.js';
import { findFreePort } from '../../scripts/free-port.mjs';
import {
  askGraph,
  makeHubVariables,
  startSampleOnestop,
  toDossiers,
  until,
} from '../processes/hub-settings.js';
import { getRedisUrl } from '../services.js';
import { checkHistory, type Attempt } from './history.js';

const seconds = Number(process.env['CHAOS_SECONDS'] ?? 60);
const department = '000.00.03.H31';
const district = '000.00.31.H31';
const dossiers = 12;
/** In-flight transfers go on this soon after a kill. */
const recoveryMs = 15_000;

const cleanups: (() => unknown)[] = [];
let env: Record<string, string>;
let tokens: DemoTokens;
let store: Store;
let url = '';
let ids: string[] = [];
const attempts: Attempt[] = [];
const running: Partial<Record<'worker' | 'main', ChildProcess>> = {};
let isOver = false;

/** Keeps a process of the hub running: whenever it dies it is started again, until all is over. */
function keepRunning(program: 'worker' | 'main'): void {
  const child = spawn(process.execPath, ['--import', 'tsx', `src/${program}.ts`], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  running[program] = child;
  child.once('exit', () => {
    if (!isOver) keepRunning(program);
  });
}

/** Asks until there is an answer: while the gateway is down nobody knows what became of a question. */
async function ask(query: string, variables: object, token?: string): Promise<Answer> {
  for (;;) {
    try {
      const answer = await askGraph<Answer>(url, { query, variables, token, timeoutMs: 10_000 });
      // A fault of the hub itself may have had its effect or not: the same command is given again.
      if (answer.errors?.[0]?.extensions.code !== 'INTERNAL') return answer;
    } catch {
      // Not there, or gone in the middle of it.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

interface Answer {
  data: Record<string, Record<string, Record<string, string> | null> | null> | null;
  errors?: { extensions: { code: string } }[];
}

const officers = {
  [district]: {
    token: (): string => tokens.officerDistrict,
    sub: 'demo-officer-district',
    other: department,
  },
  [department]: {
    token: (): string => tokens.officerProvince,
    sub: 'demo-officer-province',
    other: district,
  },
} as const;

let commands = 0;

/** Gives a command, twice now and then, and writes down what was told. */
async function command(
  act: Attempt['act'],
  agency: keyof typeof officers,
  given: { dossier: string; transfer?: string },
): Promise<string | null> {
  const { token, sub, other } = officers[agency];
  const commandId = `chaos-${(commands += 1)}`;
  const input = {
    commandId,
    ...(act === 'send' ? { dossierId: given.dossier, to: other } : { transferId: given.transfer }),
    ...(act === 'return' || act === 'recall' ? { reason: 'thử' } : {}),
  };
  const type = `${act.charAt(0).toUpperCase()}${act.slice(1)}DossierInput`;
  const query = `mutation ($input: ${type}!) { done: ${act}Dossier(input: $input) { transfer { id } receipt { jws } } }`;
  const answers = [await ask(query, { input }, token())];
  if (Math.random() < 0.3) answers.push(await ask(query, { input }, token()));
  const receipts = answers.flatMap(({ data }) => data?.['done']?.['receipt']?.['jws'] ?? []);
  const refusal = receipts.length === 0 ? (answers[0]?.errors?.[0]?.extensions.code ?? 'UNKNOWN') : null;
  attempts.push({ dossier: given.dossier, agency, command: `${sub} ${commandId}`, act, receipts, refusal });
  return answers[0]?.data?.['done']?.['transfer']?.['id'] ?? null;
}

/** Hands one dossier to and fro until the time is over. */
async function handOver(dossier: string, endsAtMs: number): Promise<void> {
  let holder: keyof typeof officers = district;
  while (Date.now() < endsAtMs) {
    const transfer = await command('send', holder, { dossier });
    if (transfer === null) continue;
    const receiver = officers[holder].other;
    const draw = Math.random();
    if (draw < 0.15) await command('recall', holder, { dossier, transfer });
    // Also where it was recalled: the answer then must be refused, and the history shows that it was.
    await command(draw < 0.3 ? 'return' : 'accept', receiver, { dossier, transfer });
    const held = await ask('query ($id: ID!) { dossier(id: $id) { holder { code } } }', { id: dossier });
    holder = (held.data?.['dossier']?.['holder']?.['code'] ?? holder) as keyof typeof officers;
    const open = await ask('query ($id: ID!) { transfer(id: $id) { state } }', { id: transfer });
    if (['DELIVERED', 'IN_TRANSIT'].includes(open.data?.['transfer']?.['state'] as unknown as string))
      await command('return', officers[holder].other, { dossier, transfer });
  }
}

async function makeChaos(endsAtMs: number): Promise<number> {
  const redis = new Redis(getRedisUrl());
  let faults = 0;
  while (Date.now() < endsAtMs) {
    await new Promise((resolve) => setTimeout(resolve, 3_000 + Math.random() * 5_000));
    faults += 1;
    const draw = Math.random();
    if (draw < 0.4) running.worker?.kill('SIGKILL');
    else if (draw < 0.7) running.main?.kill('SIGKILL');
    else {
      const keys = await redis.keys(`${env['QUEUE_PREFIX'] ?? ''}:deliver:*`);
      if (keys.length > 0) await redis.del(keys);
    }
  }
  await redis.quit();
  return faults;
}

beforeAll(async () => {
  const onestop = await startSampleOnestop(toDossiers(dossiers));
  cleanups.push(() => onestop.close());
  const hub = await makeHubVariables(onestop.urls);
  ({ tokens } = hub);
  const [port, workerPort] = [await findFreePort(), await findFreePort()];
  env = { ...hub.env, PORT: String(port), WORKER_PORT: String(workerPort) };
  url = `http://127.0.0.1:${port}`;
  store = await openStore(env['MONGODB_URI'] ?? '');
  cleanups.push(() => store.close());
  keepRunning('worker');
  keepRunning('main');
  cleanups.push(async () => {
    isOver = true;
    for (const child of Object.values(running)) {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  });
  const listed = await until(
    () => ask('{ dossiers(first: 50) { nodes { id } } agency(code: "000.00.03.H31") { code } }', {}),
    ({ data }) =>
      (data?.['dossiers']?.['nodes'] as unknown as unknown[] | undefined)?.length === dossiers &&
      data?.['agency'] != null,
    180_000,
  );
  ids = (listed.data?.['dossiers']?.['nodes'] as unknown as { id: string }[]).map(({ id }) => id);
});

afterAll(async () => {
  for (let close = cleanups.pop(); close !== undefined; close = cleanups.pop()) await close();
});

test(
  `nothing acknowledged is lost, nothing done twice, no stale holder acts, after ${seconds} s of kills`,
  async () => {
    const endsAtMs = Date.now() + seconds * 1_000;
    const [faults] = await Promise.all([makeChaos(endsAtMs), ...ids.map((id) => handOver(id, endsAtMs))]);
    const { events, transfers } = store.exchange;
    const held = await events.findByDossiers(ids);
    expect(faults).toBeGreaterThan(0);
    expect(attempts.filter(({ refusal }) => refusal === null).length).toBeGreaterThan(dossiers);
    expect(checkHistory(attempts, held)).toEqual([]);
    // I9: once the faults have stopped every transfer arrives, in-flight ones within seconds.
    const left = await until(
      () => transfers.count({ states: ['IN_TRANSIT'] }),
      (count) => count === 0,
      recoveryMs + 45_000,
    );
    expect(left).toBe(0);
  },
  (seconds + 120) * 1_000,
);
