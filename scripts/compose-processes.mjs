/**
 * The hub's processes as docker-compose.yml describes them, to be run without containers: the same commands with exactly
 * the environment the file gives them. Only addresses change, because everything is on this machine.
 */
import { readFileSync } from 'node:fs';
import { interpolate } from './compose-interpolation.mjs';
import { simulators } from './demo-simulators.mjs';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {{ build?: string, command: string[], environment?: Record<string, string>, restart?: string }} Service
 * @typedef {{ services: Record<string, Service>, secrets: Record<string, { file: string }> }} ComposeFile
 */

/** Where each service's command has its ports in the file, and which of ours stand in for them. */
const portsOf = {
  gateway: (/** @type {Service} */ service) => [Number(service.environment?.['PORT'])],
  worker: (/** @type {Service} */ service) => [Number(service.environment?.['WORKER_PORT'])],
  simulator: (/** @type {Service} */ service) => (service.command.at(-1) ?? '').split(',').map(Number),
};

/**
 * @param {string} file
 * @returns {Promise<ComposeFile>} the file with its anchors merged, its variables not yet filled in
 */
export async function readComposeFile(file) {
  const { parse } = await import('yaml');
  return parse(readFileSync(file, 'utf8'), { merge: true });
}

/**
 * @param {ComposeFile} compose
 * @param {{ ports: import('./demo-settings.mjs').Ports, settings: Record<string, string>, env: NodeJS.ProcessEnv }} options
 *   `settings` fill in the file's variables; MONGODB_URI and REDIS_URL among them stand in for the file's own servers
 * @returns {import('./hub-processes.mjs').HubProcess[]} simulators first, the gateway last
 * @throws {Refusal} when a variable the file requires is not set
 */
export function makeComposeProcesses(compose, { ports, settings, env }) {
  const own = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);
  const localPorts = mapPorts(compose, ports);
  const toLocal = makeLocalizer(Object.keys(compose.services), localPorts);
  const secrets = Object.entries(compose.secrets).map(([name, { file }]) => [`/run/secrets/${name}`, file]);
  const fill = (/** @type {string} */ text) => {
    const source = new Map(/** @type {[string, string][]} */ (secrets)).get(text) ?? text;
    return toLocal(interpolate(source, settings));
  };
  const processes = own.map(([name, service]) => {
    const servers = { MONGODB_URI: settings['MONGODB_URI'], REDIS_URL: settings['REDIS_URL'] };
    const variables = Object.entries(service.environment ?? {}).map(([variable, value]) => [
      variable,
      servers[/** @type {keyof typeof servers} */ (variable)] ?? fill(String(value)),
    ]);
    return {
      name,
      args: service.command.slice(1).map(fill),
      // What the image gives its processes, beside what the file does.
      env: { PATH: env['PATH'], HOME: env['HOME'], NODE_ENV: 'production', ...Object.fromEntries(variables) },
      restarts: name === 'worker',
    };
  });
  return processes.reverse();
}

/**
 * @param {ComposeFile} compose
 * @param {import('./demo-settings.mjs').Ports} ports
 * @returns {Map<number, number>} port in the file → port on this machine
 */
function mapPorts({ services }, ports) {
  const get = (/** @type {string} */ name) => {
    const service = services[name];
    if (service === undefined) throw new Refusal(`docker-compose.yml must have the service ${name}`);
    return service;
  };
  const inFile = [
    ...portsOf.gateway(get('gateway')),
    ...portsOf.worker(get('worker')),
    ...simulators.flatMap(({ name }) => portsOf.simulator(get(`${name}-simulator`))),
  ];
  const onMachine = [
    ports.gateway,
    ports.worker,
    ...simulators.flatMap(({ name }) => ports.simulators[name] ?? []),
  ];
  return new Map(inFile.map((port, index) => [port, /** @type {number} */ (onMachine[index])]));
}

/**
 * @param {string[]} hosts
 * @param {Map<number, number>} ports
 * @returns {(text: string) => string} replaces service addresses, listening addresses and lists of ports
 */
function makeLocalizer(hosts, ports) {
  const toPort = (/** @type {string} */ port) => String(ports.get(Number(port)) ?? port);
  const address = new RegExp(`//(?:${hosts.join('|')}):(\\d+)`, 'g');
  return (text) => {
    if (text === '0.0.0.0') return '127.0.0.1';
    if (/^\d+(,\d+)*$/.test(text)) return text.split(',').map(toPort).join(',');
    return text.replace(address, (_, port) => `//127.0.0.1:${toPort(port)}`);
  };
}
