import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findIdentity } from '../../scripts/process-identity.mjs';
import { openRoster } from '../../scripts/roster.mjs';

const forever = 'setInterval(() => undefined, 1000)';
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lien-thong-roster-'));
  file = join(folder, 'processes.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function toSpec(script: string): Parameters<Awaited<ReturnType<typeof openRoster>>['start']>[0] {
  const args = ['-e', script];
  return {
    name: 'sleeper',
    command: process.execPath,
    args,
    cwd: folder,
    logFile: join(folder, 'log'),
    graceMs: 2000,
  };
}

/** A roster as a run leaves it that was killed: an owner that is gone, and a process that is not. */
function leaveBehind(pid: number, identity: string | null): void {
  const owner = { name: 'owner', pid: 1, identity: 'another boot', graceMs: 0 };
  writeFileSync(
    file,
    JSON.stringify({ owner, processes: [{ name: 'sleeper', pid, identity, graceMs: 2000 }] }),
  );
}

describe('a roster', () => {
  test('writes down what it starts, and stops it', async () => {
    const roster = await openRoster(file);
    const { pid } = await roster.start(toSpec(forever));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ processes: [{ name: 'sleeper', pid }] });
    await roster.stop();
    expect(findIdentity(pid)).toBeNull();
    expect(existsSync(file)).toBe(false);
  });

  test('kills a process that does not heed the order to stop', async () => {
    const roster = await openRoster(file);
    const stubborn = toSpec(`process.on('SIGTERM', () => undefined); ${forever}`);
    const { pid } = await roster.start({ ...stubborn, graceMs: 50 });
    await roster.stop();
    expect(findIdentity(pid)).toBeNull();
  });

  test('refuses to start anything once it is stopped', async () => {
    const roster = await openRoster(file);
    await roster.stop();
    await expect(roster.start(toSpec(forever))).rejects.toThrow('everything is being stopped');
  });

  test('says which command cannot be run', async () => {
    const roster = await openRoster(file);
    await expect(roster.start({ ...toSpec(forever), command: '/nowhere/at-all' })).rejects.toThrow(
      '/nowhere/at-all',
    );
    await roster.stop();
  });

  test('is refused while its owner runs', async () => {
    const roster = await openRoster(file);
    await expect(openRoster(file)).rejects.toThrow(`process ${process.pid} already runs on ${folder}`);
    await roster.stop();
  });

  test('of a killed run: what it left running is ended', async () => {
    const child = spawn(process.execPath, ['-e', forever], { detached: true, stdio: 'ignore' });
    await once(child, 'spawn');
    const exited = once(child, 'exit');
    leaveBehind(child.pid ?? 0, findIdentity(child.pid ?? 0));
    const roster = await openRoster(file);
    await exited;
    await roster.stop();
    expect(child.signalCode).toBe('SIGTERM');
  });

  test('of a killed run: a stranger under a number used again is left alone', async () => {
    const child = spawn(process.execPath, ['-e', forever], { detached: true, stdio: 'ignore' });
    await once(child, 'spawn');
    leaveBehind(child.pid ?? 0, 'another boot 42');
    const roster = await openRoster(file);
    expect(findIdentity(child.pid ?? 0)).not.toBeNull();
    await roster.stop();
    child.kill();
    await once(child, 'exit');
  });
});
