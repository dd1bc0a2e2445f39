/**
 * MongoDB and Redis for a run, a test or a bench: the servers that MONGODB_URI and REDIS_URL name, or else our own over a
 * folder, found again there by the next run. Production never rests on our own.
 */
import { join } from 'node:path';
import { isMongoEmbedded, startMongo } from './mongo-server.mjs';
import { ensurePythonEnvironment } from './python-environment.mjs';
import { findRedisCommand, startRedis } from './redis-server.mjs';
import { openRoster } from './roster.mjs';

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
 * @returns {Promise<{ mongodbUri: string, redisUrl: string, stop: () => Promise<void> }>}
 * @throws {import('./refusal.mjs').Refusal} when another run uses the folder, or a server does not start
 */
export async function startDataServices({ folder, env }) {
  const roster = await openRoster(join(folder, servicesFile));
  try {
    const mongodbUri = env['MONGODB_URI'] || (await startMongo({ roster, folder, env }));
    const redisUrl = env['REDIS_URL'] || (await startRedis({ roster, folder, env }));
    return { mongodbUri, redisUrl, stop: () => roster.stop() };
  } catch (cause) {
    await roster.stop();
    throw cause;
  }
}
