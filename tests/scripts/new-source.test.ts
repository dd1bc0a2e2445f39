/** A source written from the pattern, in a copy of the tree: it composes, its types hold, and the kit and its own tests pass. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeSource } from '../../scripts/new-source/write-source.mjs';

const run = promisify(execFile);
const left = ['node_modules', '.data', '.git'];
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'new-source-'));
  cpSync('.', copy, { recursive: true, filter: (path) => !left.includes(basename(path)) });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Runs a program of node_modules, or with a loader a file of ours, in the copy. */
function runThere(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  // The others are under the kit as it is.
  const env = { ...process.env, KIT_SOURCE: 'transport' };
  return run(process.execPath, args, { cwd: copy, env, maxBuffer: 1e8 });
}

describe('before anything is written, it refuses', () => {
  test.each([
    ['Transport', "got 'Transport'"],
    ['e-office', "got 'e-office'"],
    ['', "got ''"],
    ['onestop', 'is there already'],
  ])('the name %j', (name, message) => {
    expect(() => writeSource(name, copy)).toThrow(message);
  });
});

/** A compiler and a test run over the whole tree, on a machine that has other tests to run. */
const wholeTreeMs = 600_000;

test(
  'a new source composes, has its types, and passes the kit and its own tests',
  async () => {
    const files = writeSource('transport', copy);
    expect(files.filter((file) => !existsSync(join(copy, file)))).toEqual([]);
    const remains = files.filter((file) => /newsource/i.test(readFileSync(join(copy, file), 'utf8')));
    expect(remains).toEqual([]);
    await runThere('--import', 'tsx', 'src/federation/compose-cli.ts');
    await runThere('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.');
    const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
    const { stderr } = await runThere(...jest, '--runInBand', 'transport', 'tests/architecture', 'tests/kit');
    expect(stderr).toMatch(/Tests: +\d+ passed, \d+ total/);
  },
  wholeTreeMs,
);
