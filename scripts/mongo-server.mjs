/**
 * A MongoDB of our own for a run or a test: `mongod` from the PATH as a one-node replica set, or else secantusdb from
 * the Python environment, which shows itself as one. Nobody above knows which.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isOnPath } from './commands.mjs';
import { findFreePort } from './free-port.mjs';
import { untilReady } from './processes.mjs';
import { getPythonEnvironment } from './python-environment.mjs';
import { Refusal } from './refusal.mjs';
import { untilStuck } from './stuck.mjs';

/** Recovery after a kill reads the journal, which takes its time on a slow disk. */
const readyWithinMs = 120_000;
const replicaSet = 'lien-thong';

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean} whether the MongoDB must come from the Python environment
 */
export function isMongoEmbedded(env) {
  return !isOnPath('mongod', env);
}

/** Longer than any checkpoint or pile of writes was ever seen to take. */
export const stuckAfterMs = 90_000;
const probeEveryMs = 5_000;

/**
 * Starts it over `folder/mongo` and waits until it accepts writes.
 * @param {{ roster: import('./roster.mjs').Roster, folder: string, env: NodeJS.ProcessEnv, port?: number }} options `port` is a free one where
 *   none is given
 * @returns {Promise<import('./keep-services.mjs').StartedService>} its address is that of the database `lien-thong`
 */
export async function startMongo({ roster, folder, env, port: given }) {
  const port = given ?? (await findFreePort());
  const storage = join(folder, 'mongo');
  mkdirSync(storage, { recursive: true });
  const running = await roster.start({
    name: 'MongoDB',
    ...(isMongoEmbedded(env) ? toSecantus(storage, port) : toMongod(storage, port)),
    cwd: storage,
    logFile: join(folder, 'logs', 'mongo.log'),
    graceMs: 30_000,
  });
  await untilReady(running, becomePrimary(port));
  const options = 'directConnection=true&retryWrites=false&w=majority&journal=true';
  return { running, port, address: `mongodb://127.0.0.1:${port}/lien-thong?${options}` };
}

/**
 * @param {string} storage
 * @param {number} port
 */
function toMongod(storage, port) {
  const where = ['--dbpath', storage, '--port', String(port), '--bind_ip', '127.0.0.1'];
  return { command: 'mongod', args: [...where, '--replSet', replicaSet, '--wiredTigerCacheSizeGB', '0.25'] };
}

/**
 * @param {string} storage
 * @param {number} port
 */
function toSecantus(storage, port) {
  const where = ['--host', '127.0.0.1', '--port', String(port), '--storage-path', storage];
  // Without --sync-on-commit a kill loses acknowledged transactions.
  const args = [
    '-m',
    'secantus',
    ...where,
    '--sync-on-commit',
    // With half of it, a long test run was seen to fill it: one write then tried to make room for minutes, all others waiting for it.
    '--cache-size',
    '512M',
    '--log-level',
    'WARNING',
  ];
  return { command: getPythonEnvironment().python, args };
}

/**
 * Waits until the server takes writes, making it a replica set of itself where it is not yet one.
 * @param {number} port
 */
async function becomePrimary(port) {
  const { default: mongoose } = await import('mongoose');
  const address = `mongodb://127.0.0.1:${port}/?directConnection=true`;
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await delay(200)) {
    // A client whose first connection failed never recovers, so each round has its own.
    const client = new mongoose.mongo.MongoClient(address, { serverSelectionTimeoutMS: 1000 });
    try {
      const admin = client.db('admin');
      const hello = await admin.command({ hello: 1 });
      if (hello['isWritablePrimary'] === true) return;
      await formReplicaSet(admin, `127.0.0.1:${port}`);
    } catch {
      // Not listening yet, electing, or loading its configuration: the next round asks again.
    } finally {
      await client.close();
    }
  }
  throw new Refusal(`MongoDB did not accept writes within ${readyWithinMs / 1000} s`);
}

/**
 * Watches a server by a write every so often, until it takes none any more: the embedded one now and then spins in its storage over one command, and
 * all others wait for it.
 * @param {string} uri
 * @param {AbortSignal} signal
 * @param {number} [withinMs]
 * @returns {Promise<boolean>} false when the signal aborted first
 */
export async function untilMongoStuck(uri, signal, withinMs = stuckAfterMs) {
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(uri);
  const probes = client.db('probe').collection('probes');
  const ask = () => probes.updateOne({ name: 'last' }, { $set: { at: new Date() } }, { upsert: true });
  const isStuck = await untilStuck(ask, { everyMs: Math.min(probeEveryMs, withinMs), withinMs, signal });
  const closing = client.close(true).catch(() => undefined);
  // A server that is stuck takes no leave either; the connection ends with it.
  if (!isStuck) await closing;
  return isStuck;
}

/**
 * @param {import('mongoose').mongo.Db} admin
 * @param {string} host
 */
async function formReplicaSet(admin, host) {
  const known = await admin.command({ replSetGetConfig: 1 }).catch(() => null);
  if (known === null) {
    await admin.command({ replSetInitiate: { _id: replicaSet, members: [{ _id: 0, host }] } });
  } else if (known['config'].members[0].host !== host) {
    // The set remembers the port of its last start, and does not know itself under another.
    const config = { ...known['config'], version: known['config'].version + 1, members: [{ _id: 0, host }] };
    await admin.command({ replSetReconfig: config, force: true });
  }
}
