/** The exchange over plain HTTP: papers put, sent along and fetched; a node's calls; slips; keys. A running gateway, no worker. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runWitness } from '../../src/cli/witness.js';
import { startGateway, startWorker } from '../../src/app.js';
import { toRfc3339 } from '../../src/calendar/local-time.js';
import { readConfig } from '../../src/config.js';
import { connectors } from '../../src/connectors/registry.js';
import { toPublishedKey } from '../../src/evidence/keys.js';
import { signBody } from '../../src/evidence/signed-body.js';
import type { DemoTokens } from '../../src/gateway/demo-tokens.js';
import { makeLogger } from '../../src/logger.js';
import { makeSigningKey } from '../dossiers/exchange-setting.js';
import { askGraph, makeHubVariables, startSampleOnestop, toDossiers, until } from './hub-settings.js';

const log = makeLogger('test', 'silent');
const nodeKey = makeSigningKey('node');
const closes: (() => Promise<unknown>)[] = [];
let url: string;
let tokens: DemoTokens;
let dossier: string;
let transfer: string;

const paper = Buffer.from('một tờ giấy');
const sha256 = createHash('sha256').update(paper).digest('hex');

type Data = Record<string, never> | null;

const ask = async (query: string, variables: object, token: string): Promise<Data> =>
  (await askGraph<{ data: Data }>(url, { query, variables, token })).data;

/** A call of the node, signed for the hub. */
async function call(path: string, body: object | null, id = 'call'): Promise<Response> {
  const bytes = body === null ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  const address = { to: 'lien-thong', id, at: toRfc3339(new Date()) };
  const headers = { 'x-lt-node': 'province', 'x-lt-signature': await signBody(bytes, nodeKey, address) };
  return body === null
    ? fetch(`${url}${path}`, { headers })
    : fetch(`${url}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: bytes,
      });
}

const asOfficer = (path: string, token: string | null, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}${path}`, { ...init, headers: token === null ? {} : { authorization: `Bearer ${token}` } });

beforeAll(async () => {
  const onestop = await startSampleOnestop(toDossiers(2));
  closes.push(() => onestop.close());
  const hub = await makeHubVariables(onestop.urls);
  ({ tokens } = hub);
  const nodesFile = join(tmpdir(), `nodes-${process.pid}.json`);
  const node = { name: 'province', mode: 'PULL', level: 'PROVINCE', keys: [toPublishedKey(nodeKey)] };
  await writeFile(nodesFile, JSON.stringify({ nodes: [node] }));
  const config = readConfig(
    { ...hub.env, EXCHANGE_NODES_FILE: nodesFile, HUB_PUBLIC_URL: 'https://lt.hungyen.vn' },
    connectors,
  );
  const gateway = await startGateway(config, log);
  closes.push(() => gateway.close());
  ({ url } = gateway);
  const worker = await startWorker(config, log);
  closes.push(() => worker.close());
  const query = '{ dossier(code: "MAU-180305-0001") { id } agency(code: "000.00.03.H31") { code } }';
  const found = await until(
    () => ask(query, {}, tokens.officerDistrict),
    (data) => data?.['dossier'] != null && data['agency'] != null,
  );
  dossier = (found as unknown as { dossier: { id: string } }).dossier.id;
});

afterAll(async () => {
  for (let close = closes.pop(); close !== undefined; close = closes.pop()) await close();
});

describe('papers', () => {
  const path = (): string => `/exchange/papers/${dossier}/${sha256}`;

  test('are put by the agency that has the dossier, under the hash of their bytes and no other', async () => {
    const put = (at: string, token: string): Promise<Response> =>
      asOfficer(at, token, { method: 'PUT', body: paper });
    expect((await put(path(), tokens.officerProvince)).status).toBe(404);
    expect((await put(path().replace(sha256, 'a'.repeat(64)), tokens.officerDistrict)).status).toBe(400);
    expect((await put(path(), tokens.officerDistrict)).status).toBe(204);
    expect((await asOfficer(path(), null)).status).toBe(401);
  });

  test('go along with a dossier, once they are there, and are fetched by the receiver', async () => {
    const send = (hash: string, commandId: string): Promise<Record<string, never> | null> =>
      ask(
        'mutation ($input: SendDossierInput!) { sendDossier(input: $input) { transfer { id } } }',
        {
          input: {
            commandId,
            dossierId: dossier,
            to: '000.00.03.H31',
            papers: [
              { name: 'đơn.pdf', mediaType: 'application/pdf', sizeBytes: paper.length, sha256: hash },
            ],
          },
        },
        tokens.officerDistrict,
      );
    expect(await send('b'.repeat(64), 'missing')).toEqual({ sendDossier: null });
    const sent = (await send(sha256, 'there')) as unknown as { sendDossier: { transfer: { id: string } } };
    transfer = sent.sendDossier.transfer.id;
    const fetched = await call(path(), null, sha256);
    expect(Buffer.from(await fetched.arrayBuffer()).equals(paper)).toBe(true);
    // A signature for something else fetches nothing.
    expect((await call(path(), null, 'another')).status).toBe(401);
  });
});

test('a node fetches its inbox, acknowledges, reads the record, answers; the same answer twice is one', async () => {
  const leased = (await (await call('/exchange/inbox/lease', {})).json()) as {
    messages: { message: string; body: string }[];
  };
  const message = leased.messages.find((one) => one.message === `${transfer}.1`);
  const bytes = Buffer.from(message?.body ?? '', 'base64');
  expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({
    transfer,
    papers: [{ sha256, name: 'đơn.pdf' }],
  });
  const receipt = await signBody(bytes, nodeKey, {
    to: 'lien-thong',
    id: `${transfer}.1`,
    at: toRfc3339(new Date()),
  });
  expect((await call('/exchange/inbox/acknowledge', { message: `${transfer}.1`, receipt })).status).toBe(200);
  const record = (await (await call(`/exchange/dossiers/${dossier}`, null, dossier)).json()) as Record<
    string,
    unknown
  >;
  expect(record).toMatchObject({ applicant: { name: 'Nguyễn Thị Mẫu' } });
  expect(JSON.stringify(record)).not.toContain('sealedIdentity');
  const answer = { commandId: 'answer-1', kind: 'ACCEPT', transfer, note: null };
  const first: unknown = await (await call('/exchange/answers', answer)).json();
  expect(first).toMatchObject({ receipt: expect.stringMatching(/^rcp_/) });
  expect(await (await call('/exchange/answers', answer)).json()).toEqual(first);
});

test.each([
  ['a stranger', { 'x-lt-node': 'nobody', 'x-lt-signature': 'x' }, 401],
  ['no signature', { 'x-lt-node': 'province' }, 401],
])('a call of %s is refused', async (_, headers, status) => {
  const reply = await fetch(`${url}/exchange/inbox/lease`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' } as Record<string, string>,
    body: '{}',
  });
  expect(reply.status).toBe(status);
});

test.each(['control', 'appointment'])(
  'the %s slip is printed for the officers of the dossier alone',
  async (kind) => {
    const path = `/exchange/slips/${dossier}/${kind}`;
    const page = await (await asOfficer(path, tokens.officerDistrict)).text();
    expect(page).toContain('MAU-180305-0001');
    expect(page).toContain('<svg');
    expect(page).toContain('https://lt.hungyen.vn/verify');
    expect((await asOfficer(path, tokens.officerCommune)).status).toBe(404);
    expect((await asOfficer(path, tokens.citizen)).status).toBe(403);
  },
);

test('the keys are public', async () => {
  const { keys } = (await (await fetch(`${url}/exchange/keys`)).json()) as { keys: { kid: string }[] };
  expect(keys).toHaveLength(1);
  expect(JSON.stringify(keys)).not.toContain('"d"');
});

test('metrics tell what is open, owed and sealed, and how subgraphs answer, without a single id', async () => {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ sources { name } }"}' });
  const reply = await fetch(`${url}/metrics`);
  const text = await reply.text();
  expect(reply.headers.get('content-type')).toContain('text/plain');
  for (const name of [
    'open_transfers{state="IN_TRANSIT"} 0',
    'dead_letters 0',
    'oldest_due_delivery_seconds 0',
    'longest_owed_delivery_seconds 0',
    'stream_state{stream="onestop.agencies",state="FRESH"} 1',
    'stream_quarantined{stream="onestop.district-dossiers"} 0',
  ])
    expect(text).toContain(`lien_thong_${name}`);
  expect(text).toMatch(/lien_thong_log_leaves \d+/);
  expect(text).toMatch(/lien_thong_subgraph_fetch_seconds_count\{subgraph="operations",outcome="ok"\} \d/);
  expect(text).not.toMatch(/trf_|evt_|dos_/);
});

test('bundles and audit are for operators and auditors, each for what is theirs', async () => {
  const bundle = await asOfficer('/exchange/bundles/province', tokens.operator);
  expect(await bundle.text()).toMatch(/^[\w.-]+\n\{"bundle":"inbox-province-/);
  expect((await asOfficer('/exchange/bundles/nobody', tokens.operator)).status).toBe(404);
  expect((await asOfficer('/exchange/bundles/province', tokens.officerProvince)).status).toBe(403);
  expect((await asOfficer('/exchange/bundles/province', null)).status).toBe(401);
  const put = { method: 'POST', body: 'no bundle' };
  expect((await asOfficer('/exchange/bundles', tokens.operator, put)).status).toBe(400);

  const audit = await until(
    async () => (await asOfficer('/exchange/audit', tokens.auditor)).json() as Promise<{ leaves: number }>,
    ({ leaves }) => leaves >= 4,
  );
  expect(audit).toMatchObject({ faults: [] });
  expect((await asOfficer('/exchange/audit', tokens.operator)).status).toBe(403);
});

test('a witness file grows by checkpoints that contain each other, and a log rewritten since is refused', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'witness-')), 'witness.jsonl');
  await until(
    async () => (await fetch(`${url}/exchange/checkpoints/latest`)).status,
    (status) => status === 200,
  );
  expect(await runWitness([url, file])).toMatch(/has the checkpoint of \d+ events, root [0-9a-f]{64}/);
  const send = 'mutation ($input: SendDossierInput!) { sendDossier(input: $input) { transfer { id } } }';
  const input = { commandId: 'more', dossierId: dossier, to: '000.00.31.H31' };
  await ask(send, { input }, tokens.officerProvince);
  await until(
    () => runWitness([url, file]),
    (said) => !said.includes('already'),
  );
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  const other = { ...(JSON.parse(lines[0] ?? '') as { checkpoint: object }), consistency: [] };
  await writeFile(
    file,
    JSON.stringify({ ...other, checkpoint: { ...other.checkpoint, root: 'a'.repeat(64) } }),
  );
  await expect(runWitness([url, file])).rejects.toThrow(/line 1 of the witness file/);
});
