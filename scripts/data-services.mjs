/**
 * MongoDB and Redis for a run, a test or a bench: the servers that MONGODB_URI and REDIS_URL name, or else our own over a
 * folder, found again there by the next run. Production never rests on our own.
 */
import { join } from 'node:path';
import { untilAborted } from './interruption.mjs';
import { keepUp } from './keep-services.mjs';
import { isMongoEmbedded, startMongo, untilMongoStuck } from './mongo-server.mjs';
import { ensurePythonEnvironment } from './python-environment.mjs';
import { findRedisCommand, startRedis } from './redis-server.mjs';
import { openRoster } from './roster.mjs';

/** @typedef {{ signal: AbortSignal, log: (line: string) => void }} Watch */

/** File in a data folder that says which servers run over it. */
export const servicesFile = 'services.json';

/**
 * Installs what the data services need that is not on this machine; to be done before they start.
 * @param {{ env: NodeJS.ProcessEnv, log: (line: string) => void }} options
 */
export async function prepareDataServices({ env, log }) {
  const isPythonNeeded =
    (!env['MONGODB_URI'] && isMongoEmbedded(env)) || (!env['REDIS_URL'] && findRedisCommand(env) === null);
  if (isPythonNeeded) await ensurePythonEnvironment({ log });
}

/**
 * Starts what the environment does not name; ends what a killed run left over the same folder.
 * @param {{ folder: string, env: NodeJS.ProcessEnv }} options `folder` holds their data and logs
 * @returns {Promise<{ mongodbUri: string, redisUrl: string, keepUp: (watch: Watch) => Promise<void>, stop: () => Promise<void> }>}
 *   `keepUp` starts again what dies or gets stuck, until the watch ends
 * @throws {import('./refusal.mjs').Refusal} when another run uses the folder, or a server does not start
 */
export async function startDataServices({ folder, env }) {
  const roster = await openRoster(join(folder, servicesFile));
  try {
    const around = { roster, folder, env };
    const mongo = env['MONGODB_URI'] ? null : await startMongo(around);
    const redis = env['REDIS_URL'] ? null : await startRedis(around);
    return {
      mongodbUri: mongo?.address ?? String(env['MONGODB_URI']),
      redisUrl: redis?.address ?? String(env['REDIS_URL']),
      async keepUp(watch) {
        const startMongoAgain = (/** @type {number} */ port) => startMongo({ ...around, port });
        const startRedisAgain = (/** @type {number} */ port) => startRedis({ ...around, port });
        await Promise.all([
          mongo && keepUp({ first: mongo, start: startMongoAgain, untilStuck: untilMongoStuck }, watch),
          redis && keepUp({ first: redis, start: startRedisAgain, untilStuck: untilNever }, watch),
        ]);
      },
      stop: () => roster.stop(),
    };
  } catch (cause) {
    await roster.stop();
    throw cause;
  }
}

/**
 * A server that was never seen to get stuck is not asked.
 * @param {string} _
 * @param {AbortSignal} signal
 */
async function untilNever(_, signal) {
  await untilAborted(signal);
  return false;
}
