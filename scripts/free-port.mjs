/** Ports of this machine: one that is free, and whether a given one is. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Refusal } from './refusal.mjs';

const loopback = '127.0.0.1';

/** A port of the loopback address that nobody listens on now. */
export async function findFreePort() {
  const server = createServer().listen(0, loopback);
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>} whether a server could listen there now
 */
export function isPortFree(port, host = loopback) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * The port a server shall take: the one its variable names, which must be free, or else the first free one from
 * `preferred` on.
 * @param {{ variable: string, env: NodeJS.ProcessEnv, preferred: number, not?: number }} wish `not` is already given away
 * @throws {Refusal} naming port and variable
 */
export async function choosePort({ variable, env, preferred, not }) {
  const wanted = env[variable];
  if (wanted) return requireFree(variable, wanted);
  for (let port = preferred; port < preferred + 100; port += 1) {
    if (port !== not && (await isPortFree(port))) return port;
  }
  throw new Refusal(`no port from ${preferred} to ${preferred + 99} is free: set ${variable} to one that is`);
}

/**
 * @param {string} variable
 * @param {string} wanted
 */
async function requireFree(variable, wanted) {
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Refusal(`${variable} must be a port from 1 to 65535, but is ${wanted}`);
  }
  if (await isPortFree(port)) return port;
  throw new Refusal(
    `port ${port} is taken: set ${variable} to another one, or leave it unset to have one chosen`,
  );
}
