/** Data services of a run that die or get stuck are there again, where their clients look for them, with what they held. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { keepUp, type KeptService, type StartedService } from '../../scripts/keep-services.mjs';
import { startMongo, untilMongoStuck } from '../../scripts/mongo-server.mjs';
import { signalGroup } from '../../scripts/processes.mjs';
import { openRoster, type Roster } from '../../scripts/roster.mjs';
import { openConnection } from '../../src/store/connection.js';

let folder: string;
let roster: Roster;
let over: AbortController;
let said: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lien-thong-keep-'));
  roster = await openRoster(join(folder, 'services.json'));
  over = new AbortController();
  said = [];
});
afterEach(async () => {
  over.abort();
  await roster.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Keeps a service up; every start is given to the next who waits for one. */
function keep(first: StartedService, service: Omit<KeptService, 'first'>) {
  const started: StartedService[] = [];
  let tell: () => void = () => undefined;
  const start = async (port: number): Promise<StartedService> => {
    const again = await service.start(port);
    started.push(again);
    tell();
    return again;
  };
  const log = (line: string): void => void said.push(line);
  const kept = keepUp({ ...service, first, start }, { signal: over.signal, log });
  const untilStarted = async (): Promise<StartedService> => {
    if (started.length === 0) await new Promise<void>((resolve) => (tell = resolve));
    return started.shift() as StartedService;
  };
  return { kept, untilStarted };
}

describe('a server that takes writes', () => {
  test.each<[string, 'SIGKILL' | 'SIGSTOP', RegExp]>([
    ['killed', 'SIGKILL', /MongoDB (died \(ended by SIGKILL\)|takes no writes)/],
    ['stuck', 'SIGSTOP', /MongoDB takes no writes any more/],
  ])('%s, is there again with what was written', async (_, fault, words) => {
    const options = { roster, folder, env: process.env };
    const first = await startMongo(options);
    const connection = await openConnection(first.address);
    await connection.collection('facts').insertOne({ told: 'once' });
    const { kept, untilStarted } = keep(first, {
      start: (port) => startMongo({ ...options, port }),
      untilStuck: (address, signal) => untilMongoStuck(address, signal, 2_000),
    });
    signalGroup(first.running.pid, fault);
    const again = await untilStarted();
    expect(again.address).toBe(first.address);
    expect(said.join('\n')).toMatch(words);
    expect(await connection.collection('facts').countDocuments({ told: 'once' })).toBe(1);
    await connection.close();
    over.abort();
    await kept;
  });
});

describe('a server', () => {
  const toService = (script: string): (() => Promise<StartedService>) => {
    const spec = { name: 'Toy', command: process.execPath, args: ['-e', script], graceMs: 1_000 };
    const where = { cwd: folder, logFile: join(folder, 'toy.log') };
    return async () => ({ running: await roster.start({ ...spec, ...where }), address: 'toy:', port: 1 });
  };
  const untilStuck = (_: string, signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(false)));

  test('that dies as soon as it was started again is given up, with the end of its log', async () => {
    const forever = toService('setInterval(() => undefined, 1000)');
    const first = await forever();
    const { kept } = keep(first, { start: toService('console.log("no room"); process.exit(3)'), untilStuck });
    signalGroup(first.running.pid, 'SIGKILL');
    await expect(kept).rejects.toThrow(/Toy died \(exit code 3\).*\n.*no room/s);
    expect(said.join()).toMatch(/Toy died \(ended by SIGKILL\)/);
  });

  test('is left alone once all is being stopped', async () => {
    const first = await toService('setInterval(() => undefined, 1000)')();
    const { kept } = keep(first, { start: () => Promise.reject(new Error('started again')), untilStuck });
    over.abort();
    await first.running.stop();
    await kept;
    expect(said).toEqual([]);
  });
});
