/** Lets one process of this machine at a time do a piece of work, such as an installation that two runs both need. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findIdentity } from './process-identity.mjs';

/**
 * Runs `work` while holding the lock; waits for the holder, and takes over from one that died.
 * @template T
 * @param {string} folder the lock: it exists while held
 * @param {() => Promise<T>} work
 */
export async function withFolderLock(folder, work) {
  mkdirSync(dirname(folder), { recursive: true });
  while (!tryToTake(folder)) {
    if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
    else await delay(300);
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function tryToTake(folder) {
  try {
    mkdirSync(folder);
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'EEXIST') return false;
    throw cause;
  }
  writeFileSync(join(folder, 'holder'), `${process.pid}\n${findIdentity(process.pid)}`);
  return true;
}

/** @param {string} folder */
function isAbandoned(folder) {
  try {
    const [pid, identity] = readFileSync(join(folder, 'holder'), 'utf8').split('\n');
    return findIdentity(Number(pid)) !== identity;
  } catch {
    // The holder writes its name right after making the folder; only one that died in between leaves it nameless.
    const madeAtMs = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    return madeAtMs !== undefined && Date.now() - madeAtMs > 5000;
  }
}
