/** What must hold before anything is started: each fault is one line saying what to do. */
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal.mjs';

const gigabyte = 1024 ** 3;

/**
 * @param {string} folder made if it is missing
 * @throws {Refusal} when the disk is nearly full, or the system has no process groups
 */
export function requireRoom(folder) {
  if (process.platform === 'win32')
    throw new Refusal('this needs Linux, macOS or WSL: Windows cannot stop process groups');
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= gigabyte) return;
  throw new Refusal(
    `only ${(free / gigabyte).toFixed(2)} GB are free where ${folder} is: make room for at least 1 GB`,
  );
}

/**
 * Forgets the demonstration's data; what was installed stays.
 * @param {string} folder
 */
export function forgetData(folder) {
  for (const name of ['mongo', 'valkey']) rmSync(join(folder, name), { recursive: true, force: true });
}
