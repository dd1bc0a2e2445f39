/**
 * Redis, MongoDB and the worker killed with -9 while dossiers are passed on, each started again, the data services over their own
 * folders elsewhere. What was acknowledged is there, what was under way goes on, within seconds; `npm run bench:exchange` asks how
 * many, by RECOVERY_FILE.
 */
import { appendFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findFreePort } from '../../scripts/free-port.mjs';
import type { DemoTokens } from '../../src/gateway/demo-tokens.js';
import {
  askGraph,
  makeHubVariables,
  startSampleOnestop,
  toDossiers,
  until,
} from '../processes/hub-settings.js';
import { startProgram, startVictims, toServiceVariables, type Victim } from './victims.js';

const department = '000.00.03.H31';
const cleanups: (() => unknown)[] = [];
/** In-flight transfers go on this soon once the server is back. */
const recoveryMs = 15_000;

let url = '';
let tokens: DemoTokens;
let ids: string[] = [];
const victims: Partial<Record<'Redis' | 'MongoDB' | 'worker', Victim>> = {};

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

/** How long after it was started again everything under way had arrived, for who measures. */
async function noteRecovery(name: string, ms: number): Promise<void> {
  const file = process.env['RECOVERY_FILE'];
  if (file !== undefined) await appendFile(file, `${name} killed: ${(ms / 1_000).toFixed(1)} s\n`);
}

beforeAll(async () => {
  const { redis, mongo } = await startVictims(cleanups);
  const onestop = await startSampleOnestop(toDossiers(9));
  cleanups.push(() => onestop.close());
  const hub = await makeHubVariables(onestop.urls);
  ({ tokens } = hub);
  const port = await findFreePort();
  const env = {
    ...hub.env,
    PORT: String(port),
    WORKER_PORT: String(await findFreePort()),
    ...toServiceVariables({ redis, mongo }),
  };
  url = `http://127.0.0.1:${port}`;
  Object.assign(victims, { Redis: redis, MongoDB: mongo, worker: startProgram('worker', { env, cleanups }) });
  startProgram('main', { env, cleanups });
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
