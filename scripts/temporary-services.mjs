/** Runs a command against data services that live as long as it does, over a temporary folder. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataServices, servicesFile, startDataServices } from './data-services.mjs';
import { catchInterruption } from './interruption.mjs';
import { stuckAfterMs, untilMongoStuck } from './mongo-server.mjs';
import { signalGroup } from './processes.mjs';
import { root } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { sweepRoster } from './roster.mjs';

const prefix = 'lien-thong-test-';

/**
 * The command finds the services in MONGODB_URI and REDIS_URL; what those name beforehand is used as it is. MONGODB_ENDS_WITH_COMMAND is set where the
 * MongoDB is gone afterwards, with all it holds.
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {number} [options.restarts] how often the command begins anew because its MongoDB got stuck, as the embedded one now and then
 *   does: one command spins in its storage, and all others wait for it
 * @param {(line: string) => void} options.log
 * @returns {Promise<number>} its exit code; for one ended by a signal 128 and the signal's number, as shells say it
 */
export async function withTemporaryServices({ command, args, restarts = 0, log }) {
  await removeLeftBehind();
  await prepareDataServices({ env: process.env, log });
  const signal = catchInterruption();
  for (let left = restarts; ; left -= 1) {
    const code = await runOverServices({ command, args, signal });
    if (code !== stuck) return code;
    if (left === 0) throw new Refusal(`MongoDB took no write for ${stuckAfterMs / 1000} s; run it again`);
    log(`MongoDB took no write for ${stuckAfterMs / 1000} s: beginning anew with another`);
  }
}

const stuck = Symbol('stuck');

/**
 * @param {{ command: string, args: string[], signal: AbortSignal }} options
 * @returns {Promise<number | typeof stuck>}
 */
async function runOverServices({ command, args, signal }) {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  try {
    const services = await startDataServices({ folder, env: process.env });
    // A server that somebody else keeps is theirs to watch, and to be left as it was found.
    const isOurs = !process.env['MONGODB_URI'];
    const variables = {
      ...{ MONGODB_URI: services.mongodbUri, REDIS_URL: services.redisUrl },
      ...(isOurs ? { MONGODB_ENDS_WITH_COMMAND: 'yes' } : {}),
    };
    const over = new AbortController();
    const ending = AbortSignal.any([signal, over.signal]);
    const end = () => over.abort();
    try {
      const running = runToEnd({ command, args, variables, signal: ending }).finally(end);
      const [code, isStuck] = await Promise.all([
        running,
        isOurs ? untilMongoStuck(services.mongodbUri, ending).finally(end) : false,
      ]);
      return isStuck ? stuck : code;
    } finally {
      await services.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a command that leads a process group of its own, so that all it started ends with it.
 * @param {{ command: string, args: string[], variables: Record<string, string>, signal: AbortSignal }} options
 *   an aborted `signal` ends the group
 * @returns {Promise<number>}
 */
async function runToEnd({ command, args, variables, signal }) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...variables },
    detached: true,
  });
  const end = () => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGTERM');
  };
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  return new Promise((resolve, reject) => {
    child.once('exit', (code, endedBy) =>
      resolve(code ?? 128 + (endedBy === null ? 0 : constants.signals[endedBy])),
    );
    child.once('error', reject);
  });
}

/** Ends the servers of a run that was killed, and removes its folder; those of a live run stay. */
async function removeLeftBehind() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    if (!existsSync(join(folder, servicesFile))) continue;
    const isAbandoned = await sweepRoster(join(folder, servicesFile)).then(
      () => true,
      () => false,
    );
    if (isAbandoned) rmSync(folder, { recursive: true, force: true });
  }
}
