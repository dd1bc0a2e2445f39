/** What operators see and do, over the graph and on the command line: runs, quarantine, a sync that is asked for, acts. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startGateway, startWorker } from '../../src/app.js';
import { runHub } from '../../src/cli/hub.js';
import { readConfig } from '../../src/config.js';
import { connectors } from '../../src/connectors/registry.js';
import type { DemoTokens } from '../../src/gateway/demo-tokens.js';
import { makeLogger } from '../../src/logger.js';
import { openStore, type Store } from '../../src/store/store.js';
import type { SyncState } from '../../src/store/sync-state.js';
import { stopRun } from '../../src/sync/brake.js';
import { askGraph, makeHubVariables, startSampleOnestop, toDossiers, until } from './hub-settings.js';

const log = makeLogger('test', 'silent');
const closes: (() => Promise<unknown>)[] = [];
const dossiers = 12;
let url: string;
let tokens: DemoTokens;
let tokenFile: string;
let store: Store;

interface Answer {
  data: Record<string, Record<string, unknown>> | null;
  errors?: { message: string; extensions: { code: string } }[];
}

const ask = (query: string, variables: object, token?: string): Promise<Answer> =>
  askGraph(url, { query, variables, token });

/** A command line against this hub; what it printed. */
async function hub(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const output = { isTerminal: false, write: (text: string) => void lines.push(text) };
  await runHub([...args, '--url', url, '--token-file', tokenFile], output);
  return lines.join('');
}

beforeAll(async () => {
  const onestop = await startSampleOnestop(toDossiers(dossiers));
  closes.push(() => onestop.close());
  const made = await makeHubVariables(onestop.urls);
  ({ tokens } = made);
  tokenFile = join(await mkdtemp(join(tmpdir(), 'hub-cli-')), 'token');
  await writeFile(tokenFile, tokens.operator);
  store = await openStore(made.env['MONGODB_URI'] ?? '');
  closes.push(() => store.close());
  const config = readConfig(made.env, connectors);
  const gateway = await startGateway(config, log);
  closes.push(() => gateway.close());
  ({ url } = gateway);
  const worker = await startWorker(config, log);
  closes.push(() => worker.close());
  await until(
    () => ask('{ dossiers(first: 50) { totalCount } }', {}),
    ({ data }) => data?.['dossiers']?.['totalCount'] === dossiers,
  );
});

afterAll(async () => {
  for (let close = closes.pop(); close !== undefined; close = closes.pop()) await close();
});

const start = 'mutation ($input: StartSyncInput!) { startSync(input: $input) { run { id state } } }';

describe('a sync that is asked for', () => {
  const input = { commandId: 'full-1', source: 'onestop', stream: 'district-dossiers', mode: 'FULL' };

  test('is run once, under the id it was given, and told as it goes on', async () => {
    const progress: { source: string; stream: string; finished: boolean }[] = [];
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${tokens.operator}` },
    });
    const query =
      'subscription { syncProgress(source: "onestop") { source stream read written quarantined finished } }';
    const listening = client.iterate<{ syncProgress: (typeof progress)[number] }>({ query });
    const heard = (async () => {
      for await (const { data } of listening) if (data?.syncProgress) progress.push(data.syncProgress);
    })();
    const first = await ask(start, { input }, tokens.operator);
    const again = await ask(start, { input }, tokens.operator);
    const id = (first.data?.['startSync']?.['run'] as { id: string }).id;
    expect((again.data?.['startSync']?.['run'] as { id: string }).id).toBe(id);
    const done = await until(
      () =>
        ask(
          'query ($id: ID!) { run(id: $id) { state mode counts { read unchanged } } }',
          { id },
          tokens.operator,
        ),
      ({ data }) => data?.['run']?.['state'] === 'DONE',
    );
    // Items at the edge of a page are read twice, and found unchanged.
    const { counts } = done.data?.['run'] as { counts: { read: number; unchanged: number } };
    expect(counts.read).toBeGreaterThanOrEqual(dossiers);
    expect(done.data?.['run']).toMatchObject({ mode: 'FULL', counts: { unchanged: counts.read } });
    await until(
      () => Promise.resolve(progress),
      (seen) => seen.some(({ stream, finished }) => stream === 'district-dossiers' && finished),
    );
    await listening.return?.();
    await heard;
    await client.dispose();
  });

  test.each([
    [{ ...input, mode: 'INCREMENTAL' }, 'CONFLICT', /^commandId: it was used before/],
    [{ ...input, commandId: 'x', stream: 'nothing' }, 'NOT_FOUND', /onestop\.nothing/],
    [{ ...input, commandId: 'x', mode: 'REPLAY' }, 'BAD_INPUT', /^fromRun/],
    [{ ...input, commandId: 'not an id' }, 'BAD_INPUT', /^commandId/],
  ])('that cannot be is refused: %j', async (given, code, words) => {
    const { errors } = await ask(start, { input: given }, tokens.operator);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toMatch(words);
  });

  test('is for operators alone', async () => {
    const { errors } = await ask(start, { input: { ...input, commandId: 'y' } }, tokens.auditor);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask('{ operatorActs { act } }', {})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

test('an auditor finds the item a dossier was read from, and nobody in it', async () => {
  const query = '{ dossier(code: "MAU-180305-0001") { lineage { runId pageHash mappingVersion raw } } }';
  const { data } = await ask(query, {}, tokens.auditor);
  const lineage = data?.['dossier']?.['lineage'] as { raw: string; mappingVersion: string };
  expect(lineage.mappingVersion).toBe('1');
  expect(JSON.parse(lineage.raw)).toMatchObject({
    MaHoSo: 'MAU-180305-0001',
    ChuHoSo: '***',
    DinhDanhCHS: '***',
  });
  expect(lineage.raw).not.toContain('Nguyễn');
  expect((await ask(query, {}, tokens.operator)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

describe('the command line', () => {
  test('shows sources and runs as tables, and as they came', async () => {
    expect(await hub('sources')).toMatch(/^of +state .*\nonestop +FRESH .* agencies\n/);
    expect(await hub('runs', 'onestop', 'agencies')).toMatch(/^of +id .*\nonestop\.agencies +run_\w+ +DONE/);
    expect(await hub('quarantine', 'onestop', 'agencies')).toBe('nothing\n');
    expect(await hub('drift', 'onestop', 'agencies')).toBe('nothing\n');
    expect(await hub('brake', 'onestop', 'agencies')).toBe('nothing\n');
    expect(await hub('queues')).toMatch(/\nsync +\d+ +\d+ +\d+ +\d+/);
    expect(await hub('check', 'onestop')).toMatch(/\ndistrictUrl +sample +true/);
    const { sources } = JSON.parse(await hub('sources', '--json')) as { sources: { name: string }[] };
    expect(sources.map(({ name }) => name)).toContain('onestop');
  });

  test('has a stream read and says what became of it', async () => {
    const said = await hub('sync', 'onestop', 'agencies', '--mode', 'FULL');
    expect(said).toMatch(/done, 2 read: 0 new, 0 changed, 2 unchanged, 0 gone, 0 in quarantine\n$/);
    expect(await hub('acts')).toMatch(/startSync .*"stream":"agencies"/);
    expect(await hub('release', 'onestop', 'agencies')).toMatch(/replayed +failed\n0 +0\n/);
  });

  test('reconciles a stream: what the source has is not gone', async () => {
    const said = await hub('sync', 'onestop', 'agencies', '--mode', 'RECONCILE');
    expect(said).toMatch(/done, 2 read/);
    expect(await hub('runs', 'onestop', 'agencies')).toMatch(/RECONCILE/);
    expect(await hub('refuse-brake', 'onestop', 'agencies')).toMatch(/onestop +agencies/);
  });

  test('shows what the brake stopped, lets it pass or drops it', async () => {
    const order = { mode: 'RECONCILE', fromRun: null, slice: null } as const;
    const stop = async (): Promise<void> => {
      const state = await store.states.find('onestop', 'agencies');
      const ids = ['000.00.03.H31'];
      const about = { kind: 'DELETIONS', count: 30, total: 60, ids, runId: 'run_stopped', order } as const;
      await expect(stopRun(state as SyncState, { ...about, at: new Date() }, store.states)).rejects.toThrow(
        /30 of 60 records are missing/,
      );
    };
    await stop();
    expect(await hub('brake', 'onestop', 'agencies')).toMatch(
      /DELETIONS +30 +60 +run_stopped .*000\.00\.03\.H31/,
    );
    expect(await hub('sources')).toMatch(/PAUSED/);
    expect(await hub('release-brake', 'onestop', 'agencies')).toMatch(/done, 2 read: .* 0 gone/);
    expect(await hub('brake', 'onestop', 'agencies')).toBe('nothing\n');
    await stop();
    expect(await hub('refuse-brake', 'onestop', 'agencies')).toMatch(/onestop +agencies/);
    expect(await hub('brake', 'onestop', 'agencies')).toBe('nothing\n');
    expect(await hub('acts')).toMatch(/releaseBrake/);
  });

  test('reads one dossier again by its code, and what changed within a range', async () => {
    const slice = ['sync', 'onestop', 'district-dossiers', '--mode', 'SLICE'] as const;
    expect(await hub(...slice, '--key', 'MAU-180305-0001')).toMatch(
      /done, 1 read: 0 new, 0 changed, 1 unchanged/,
    );
    const range = ['--since', '20180101000000', '--until', '20181231000000'];
    expect(await hub(...slice, ...range)).toMatch(/done, \d+ read: 0 new, 0 changed/);
    await expect(hub(...slice, '--since', 'hôm nay', '--until', 'mai')).rejects.toThrow(
      /since: expected yyyyMMdd/,
    );
    await expect(hub(...slice)).rejects.toThrow(/key, since, until: expected for SLICE/);
  });

  test('says what it expects, and what the hub refuses', async () => {
    await expect(hub('runs', 'onestop')).rejects.toThrow(/expected: npm run hub/);
    await expect(hub('redrive', 'deliver trf_none')).rejects.toThrow(/no dead letter waits under/);
    await expect(hub('release-brake', 'onestop', 'agencies')).rejects.toThrow(/there is nothing to release/);
    await expect(hub('frobnicate')).rejects.toThrow(/^no command is named frobnicate\nexpected: npm run hub/);
    await expect(hub('runs', 'onestop')).rejects.toThrow(/^runs: expected SOURCE STREAM\n/);
    await expect(hub('shadow', 'onestop')).rejects.toThrow(/^shadow: expected SOURCE --from RUN\n/);
    await expect(hub('runs', 'nothing', 'agencies')).rejects.toThrow(/source: .* got nothing/);
    await expect(hub('runs', 'onestop', 'nothing')).rejects.toThrow(
      /one of onestop, agencies, .* got nothing/,
    );
    await expect(hub('runs', 'onestop', 'agencies', '--first', 'x')).rejects.toThrow(
      /--first: .* whole number/,
    );
    await expect(
      runHub(['sources', '--url', 'http://127.0.0.1:1', '--token-file', tokenFile], {
        isTerminal: false,
        write: () => undefined,
      }),
    ).rejects.toThrow(/no hub answered/);
    const nobody = ['sources', '--url', url, '--token-file', '/nowhere'];
    await expect(runHub(nobody, { isTerminal: false, write: () => undefined })).rejects.toThrow(
      /--token-file: expected a file/,
    );
  });
});
