/** What the demonstration is run with: its ports, its secrets and the variables of its processes. No secret is a default. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './commands.mjs';
import { simulators, toUrls } from './demo-simulators.mjs';
import { choosePort, findFreePort } from './free-port.mjs';
import { root } from './project.mjs';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {{ gateway: number, worker: number, simulators: Record<string, number[]> }} Ports the simulators' by their names
 * @typedef {Record<'citizen' | 'officerProvince' | 'officerDistrict' | 'officerCommune' | 'auditor' | 'operator', string>}
 *   DemoTokens
 */

/** Gateway and worker's health pages where PORT and WORKER_PORT say, or else near 4000; the simulators anywhere. */
export async function choosePorts(/** @type {NodeJS.ProcessEnv} */ env) {
  const gateway = await choosePort({ variable: 'PORT', env, preferred: 4000 });
  const worker = await choosePort({ variable: 'WORKER_PORT', env, preferred: 4001, not: gateway });
  /** @type {Record<string, number[]>} */
  const ports = {};
  for (const { name, composePorts } of simulators) {
    const own = [];
    while (own.length < composePorts.length) own.push(await findFreePort());
    ports[name] = own;
  }
  return { gateway, worker, simulators: ports };
}

/**
 * Makes the signing keys and the tokens of the personas, in files of the data folder.
 * @param {string} folder
 * @returns {Promise<DemoTokens>}
 */
export async function makeDemoTokens(folder) {
  const program = ['--import', 'tsx', 'src/gateway/demo-tokens.ts', '--folder', folder];
  await runCommand(process.execPath, program, { cwd: root }).catch((cause) => {
    throw new Refusal(`the demonstration's tokens could not be made:\n${cause.message}`);
  });
  return JSON.parse(readFileSync(toTokensFile(folder), 'utf8'));
}

/**
 * Makes the levels' systems that take dossiers, in files of the data folder: their keys once, their addresses anew.
 * @param {string} folder
 * @param {Ports} ports
 */
export async function makeDemoNodes(folder, ports) {
  const urls = toUrls(ports.simulators['onestop'] ?? []).join(',');
  const program = ['--import', 'tsx', 'simulators/onestop/demo-nodes.ts', '--folder', folder, '--urls', urls];
  await runCommand(process.execPath, program, { cwd: root }).catch((cause) => {
    throw new Refusal(`the demonstration's nodes could not be made:\n${cause.message}`);
  });
}

/**
 * @param {string} folder
 * @returns {string} the file with a token per persona
 */
export function toTokensFile(folder) {
  return join(folder, 'demo-tokens.json');
}

/**
 * The settings of the hub's processes, but for addresses and ports.
 * @param {string} folder
 */
export function makeDemoSecrets(folder) {
  return {
    HUB_MODE: 'demo',
    HUB_SECRET: getSecret(folder),
    TOKEN_JWKS_FILE: join(folder, 'demo-jwks.json'),
    EXCHANGE_KEYS_FILE: join(folder, 'demo-exchange-keys.json'),
    EXCHANGE_NODES_FILE: join(folder, 'demo-nodes.json'),
    // So that a receipt of the demonstration is proven while one looks on.
    CHECKPOINT_EVERY_MS: '5000',
    ONESTOP_USERNAME: 'lien-thong',
    ONESTOP_PASSWORD: randomBytes(24).toString('base64url'),
    OFFICE_USERNAME: 'lien-thong',
    OFFICE_PASSWORD: randomBytes(24).toString('base64url'),
  };
}

/**
 * The root of the keys, made once: what it sealed in the data must stay readable.
 * @param {string} folder
 */
function getSecret(folder) {
  const file = join(folder, 'demo-secret');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
