/** The processes of the hub and of its simulated sources, and the watch over them while they run. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { simulators, toSimulatorSettings, toUrls } from './demo-simulators.mjs';
import { describeFault } from './processes.mjs';
import { root } from './project.mjs';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {object} HubProcess
 * @property {string} name
 * @property {string[]} args of Node
 * @property {NodeJS.ProcessEnv} env its whole environment
 * @property {boolean} restarts whether it is started again when it dies; the others end the run
 */

/**
 * @typedef {{ roster: import('./roster.mjs').Roster, folder: string, signal: AbortSignal, log: (line: string) => void }} Watch
 *   once `signal` is aborted, deaths are expected
 */

/** Keeps the worker under 400 MB in a first load; without it Node lets garbage grow beyond that before it collects. */
export const workerLimits = ['--max-old-space-size=256', '--max-semi-space-size=16'];

/** Who ends by itself sooner than this after its start has refused to start; starting it again would not help. */
const startupMs = 20_000;

/**
 * The processes of the demonstration, in the order they are started.
 * @param {{ ports: import('./demo-settings.mjs').Ports, settings: Record<string, string>, env: NodeJS.ProcessEnv }} options
 *   `settings` are the variables of the hub but for its ports
 * @returns {HubProcess[]}
 */
export function makeDemoProcesses({ ports, settings, env }) {
  const addresses = toSimulatorSettings(({ name }) => toUrls(ports.simulators[name] ?? []));
  const variables = {
    ...env,
    ...settings,
    ...addresses,
    PORT: `${ports.gateway}`,
    WORKER_PORT: `${ports.worker}`,
  };
  const run = (/** @type {string} */ file, /** @type {string[]} */ ...args) => [
    '--import',
    'tsx',
    file,
    ...args,
  ];
  const simulated = simulators.map(({ name, args }) => {
    const own = args(ports.simulators[name] ?? [], { settings, port: ports.gateway });
    return {
      name: `${name}-simulator`,
      args: run(`simulators/${name}/main.ts`, '--host', '127.0.0.1', ...own),
      env: variables,
      restarts: false,
    };
  });
  return [
    ...simulated,
    { name: 'worker', args: [...workerLimits, ...run('src/worker.ts')], env: variables, restarts: true },
    { name: 'gateway', args: run('src/main.ts'), env: variables, restarts: false },
  ];
}

/**
 * Starts the processes and watches over them.
 * @param {{ processes: HubProcess[] } & Watch} options
 * @returns {Promise<{ failed: Promise<never> }>} `failed` rejects when one died that the others cannot do without
 */
export async function startHubProcesses({ processes, ...options }) {
  /** @type {(fault: unknown) => void} */
  let fail = () => undefined;
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => (fail = reject));
  failed.catch(() => undefined);
  for (const hubProcess of processes) {
    const first = await startOne(hubProcess, options);
    keepUp(hubProcess, first, options).catch(fail);
  }
  return { failed };
}

/**
 * @param {HubProcess} hubProcess
 * @param {Watch} watch
 */
function startOne({ name, args, env }, { roster, folder }) {
  const logFile = join(folder, 'logs', `${name}.log`);
  return roster.start({ name, command: process.execPath, args, env, cwd: root, logFile, graceMs: 20_000 });
}

/**
 * @param {HubProcess} hubProcess
 * @param {import('./processes.mjs').RunningProcess} first
 * @param {Watch} watch
 */
async function keepUp(hubProcess, first, watch) {
  for (let running = first; ; running = await startOne(hubProcess, watch)) {
    const startedAtMs = Date.now();
    const { how, byItself } = await running.exited;
    if (watch.signal.aborted || watch.roster.isClosed()) return;
    const story = describeFault(running, `died (${how})`);
    const hasRefused = byItself && Date.now() - startedAtMs < startupMs;
    if (hasRefused || !hubProcess.restarts) throw new Refusal(story);
    watch.log(`${story}\nstarting it again`);
    await delay(1000);
  }
}
