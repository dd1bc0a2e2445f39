/** One run of the demonstration from start to stop: what happens in which order. The pieces are in files of their own. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeComposeProcesses, readComposeFile } from './compose-processes.mjs';
import { prepareDataServices, servicesFile, startDataServices } from './data-services.mjs';
import { choosePorts, makeDemoSecrets, makeDemoNodes, makeDemoTokens } from './demo-settings.mjs';
import { toSimulatorSettings, toUrls } from './demo-simulators.mjs';
import { makeGraphClient } from './graph-client.mjs';
import { makeDemoProcesses, startHubProcesses } from './hub-processes.mjs';
import { ensureNodeModules } from './install.mjs';
import { catchInterruption, untilAborted } from './interruption.mjs';
import { forgetData, requireRoom } from './preflight.mjs';
import { root, toDataFolder } from './project.mjs';
import { openRoster, sweepRoster } from './roster.mjs';
import { count, followSync, sum } from './sync-progress.mjs';
import { describeAddresses, describeQueries, describeTokens, toGraphAddress } from './welcome.mjs';

const log = console.log;

/**
 * Runs until it is interrupted.
 * @param {{ fresh: boolean, processes: boolean, env: NodeJS.ProcessEnv }} options
 * @throws {import('./refusal.mjs').Refusal} when it cannot start or a process it needs dies; everything is stopped then
 */
export async function runDemo({ fresh, processes, env }) {
  const signal = catchInterruption();
  const folder = toDataFolder(env);
  requireRoom(folder);
  const roster = await openRoster(join(folder, 'processes.json'));
  /** @type {{ services: ReturnType<typeof startDataServices> | null }} */
  const held = { services: null };
  const startServices = () => (held.services = startDataServices({ folder, env }));
  try {
    await sweepRoster(join(folder, servicesFile));
    if (fresh) forgetData(folder);
    rmSync(join(folder, 'logs'), { recursive: true, force: true });
    await Promise.race([
      untilAborted(signal),
      run({ processes, env, folder, roster, signal, startServices }),
    ]);
    log('\nstopping');
  } finally {
    await roster.stop();
    // A start that failed has stopped its own.
    const services = await held.services?.catch(() => null);
    await services?.stop();
  }
}

/**
 * @param {{ processes: boolean, env: NodeJS.ProcessEnv, folder: string, roster: import('./roster.mjs').Roster,
 *   signal: AbortSignal, startServices: () => ReturnType<typeof startDataServices> }} options
 * @returns {Promise<never>}
 */
async function run({ processes, env, folder, roster, signal, startServices }) {
  const startedAt = new Date();
  const ports = await choosePorts(env);
  if (!env['PORT'] && ports.gateway !== 4000)
    log(`port 4000 is taken, so the gateway listens on ${ports.gateway}`);
  await Promise.all([ensureNodeModules({ log }), prepareDataServices({ env, log })]);
  const [{ mongodbUri, redisUrl, keepUp }, tokens] = await Promise.all([
    startServices(),
    makeDemoTokens(folder),
    makeDemoNodes(folder, ports),
  ]);
  const settings = {
    ...makeDemoSecrets(folder),
    HUB_PUBLIC_URL: `http://localhost:${ports.gateway}`,
    MONGODB_URI: mongodbUri,
    REDIS_URL: redisUrl,
  };
  writeSettings(folder, {
    ...settings,
    ...toSimulatorSettings(({ name }) => toUrls(ports.simulators[name] ?? [])),
  });
  const hubProcesses = processes
    ? await makeProcessesOfCompose({ ports, settings, env })
    : makeDemoProcesses({ ports, settings, env });
  const { failed } = await startHubProcesses({ processes: hubProcesses, roster, folder, signal, log });
  // Once nothing is kept up any more, all is being stopped.
  const watched = Promise.race([failed, keepUp({ signal, log }).then(() => failed)]);
  const shown = showRun({ ports, tokens, folder, startedAt, signal });
  await Promise.race([shown, watched]);
  return watched;
}

/**
 * For commands that run beside the hub and open what it opens, such as `npm run subgraph` and `npm run hub -- shadow`.
 * @param {string} folder
 * @param {Record<string, string>} settings
 */
function writeSettings(folder, settings) {
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  writeFileSync(join(folder, 'hub-settings.json'), text, { mode: 0o600 });
}

/** @param {Parameters<typeof makeDemoProcesses>[0]} options */
async function makeProcessesOfCompose({ settings, ...options }) {
  const sources = toSimulatorSettings(({ name, composePorts }) =>
    composePorts.map((port) => `http://${name}-simulator:${port}`),
  );
  const compose = await readComposeFile(join(root, 'docker-compose.yml'));
  // The file's simulators take no dossiers: every agency works on the hub's own screens there.
  const own = { ...settings, EXCHANGE_NODES_FILE: '' };
  return makeComposeProcesses(compose, { ...options, settings: { ...sources, ...own } });
}

/**
 * @param {{ ports: import('./demo-settings.mjs').Ports, tokens: import('./demo-settings.mjs').DemoTokens, folder: string,
 *   startedAt: Date, signal: AbortSignal }} options
 */
async function showRun({ ports, tokens, folder, startedAt, signal }) {
  const ask = makeGraphClient(toGraphAddress(ports.gateway), tokens.operator);
  await untilAnswering(ask, signal);
  if (signal.aborted) return;
  log(`the gateway answers after ${secondsSince(startedAt)} s\n\n${describeAddresses(ports)}\n`);
  const streams = await followSync({ ask, since: startedAt, signal, log });
  if (signal.aborted) return;
  const [records, refused] = [count(sum(streams, 'records')), count(sum(streams, 'quarantined'))];
  log(
    `all sources are read after ${secondsSince(startedAt)} s: ${records} records, ${refused} in quarantine\n`,
  );
  const found = await ask('{ dossiers(first: 1) { nodes { code } } }').catch(() => null);
  log(`${describeTokens(tokens, folder)}\n`);
  log(describeQueries({ port: ports.gateway, folder, code: found?.dossiers.nodes[0]?.code ?? 'CODE' }));
  log(`\nlogs are in ${join(folder, 'logs')}; Ctrl-C stops everything`);
}

/**
 * @param {import('./graph-client.mjs').AskGraph} ask
 * @param {AbortSignal} signal
 */
async function untilAnswering(ask, signal) {
  // It is not there until its server listens; if it never comes, the watch over the processes says why.
  while (!signal.aborted && !(await ask('{ __typename }').catch(() => null))) await delay(200);
}

/** @param {Date} startedAt */
function secondsSince(startedAt) {
  return ((Date.now() - startedAt.getTime()) / 1000).toFixed(1);
}
