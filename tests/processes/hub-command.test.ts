/** `npm run hub` against a running hub: what operators see and do on the command line, and what it says to what cannot be. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runHub } from '../../src/cli/hub.js';
import type { SyncState } from '../../src/store/sync-state.js';
import { stopRun } from '../../src/sync/brake.js';
import { startOperationsHub, type OperationsHub } from './operations-hub.js';

let running: OperationsHub;
let folder: string;
let tokenFile: string;

/** A command line against the hub; what it printed. */
async function hub(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const output = { isTerminal: false, write: (text: string) => void lines.push(text) };
  await runHub([...args, '--url', running.url, '--token-file', tokenFile], output);
  return lines.join('');
}

beforeAll(async () => {
  running = await startOperationsHub();
  folder = await mkdtemp(join(tmpdir(), 'hub-cli-'));
  tokenFile = join(folder, 'token');
  await writeFile(tokenFile, running.tokens.operator);
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

test('shows sources and runs as tables, and as they came', async () => {
  expect(await hub('sources')).toMatch(/^of +state .*\nonestop +FRESH .* agencies\n/);
  expect(await hub('runs', 'onestop', 'agencies')).toMatch(/^of +id .*\nonestop\.agencies +run_\w+ +DONE/);
  const [run = ''] = /run_\w+/.exec(await hub('runs', 'onestop', 'agencies')) ?? [];
  expect(await hub('pages', run)).toMatch(/^number +storedAt +read .*\n1 +/);
  expect(await hub('quarantine', 'onestop', 'agencies')).toBe('nothing\n');
  expect(await hub('drift', 'onestop', 'agencies')).toBe('nothing\n');
  expect(await hub('brake', 'onestop', 'agencies')).toBe('nothing\n');
  expect(await hub('queues')).toMatch(/\nsync\.onestop +\d+ +\d+ +\d+ +\d+/);
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
    const state = await running.store.states.find('onestop', 'agencies');
    const ids = ['000.00.03.H31'];
    const about = { kind: 'DELETIONS', count: 30, total: 60, ids, runId: 'run_stopped', order } as const;
    await expect(
      stopRun(state as SyncState, { ...about, at: new Date() }, running.store.states),
    ).rejects.toThrow(/30 of 60 records are missing/);
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
  await expect(hub('check', 'dropfolder')).rejects.toThrow(/dropfolder is switched off/);
  await expect(hub('check', 'nothing')).rejects.toThrow(/no connector is named nothing/);
  await expect(hub('pages', 'nothing')).rejects.toThrow(/run: .* got nothing/);
  await expect(hub('runs', 'onestop', 'nothing')).rejects.toThrow(/one of onestop, agencies, .* got nothing/);
  await expect(hub('runs', 'onestop', 'agencies', '--first', 'x')).rejects.toThrow(
    /--first: .* whole number/,
  );
  await expect(
    runHub(['sources', '--url', 'http://127.0.0.1:1', '--token-file', tokenFile], {
      isTerminal: false,
      write: () => undefined,
    }),
  ).rejects.toThrow(/no hub answered/);
  const nobody = ['sources', '--url', running.url, '--token-file', '/nowhere'];
  await expect(runHub(nobody, { isTerminal: false, write: () => undefined })).rejects.toThrow(
    /--token-file: expected a file/,
  );
});
