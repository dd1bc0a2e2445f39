/** The simulated sources of the demonstration: one entry each. How they are run, and which settings lead the hub to them. */
import { dirname } from 'node:path';

/**
 * @typedef {object} Simulator
 * @property {string} name of its folder; `<name>-simulator` is its process, here and in docker-compose.yml
 * @property {readonly number[]} composePorts where docker-compose.yml has it listen
 * @property {(ports: readonly number[], hub: { settings: Record<string, string>, port: number }) => string[]} args after its program
 * @property {(urls: readonly string[]) => Record<string, string>} settings by which the hub finds it
 */

/** @type {readonly Simulator[]} */
export const simulators = [
  {
    name: 'onestop',
    composePorts: [4101, 4102, 4103],
    args: (ports, { settings, port }) => [
      ...['--ports', ports.join(',')],
      ...['--exchange', dirname(settings['EXCHANGE_NODES_FILE'] ?? '')],
      ...['--hub', `http://127.0.0.1:${port}`],
    ],
    settings: ([province = '', district = '', commune = '']) => ({
      ONESTOP_PROVINCE_URL: province,
      ONESTOP_DISTRICT_URL: district,
      ONESTOP_COMMUNE_URL: commune,
    }),
  },
  {
    name: 'office',
    composePorts: [4111],
    args: ([port]) => ['--port', `${port}`],
    settings: ([url = '']) => ({ OFFICE_URL: url }),
  },
];

/**
 * The settings that lead the hub to all of them.
 * @param {(simulator: Simulator) => readonly string[]} urlsOf
 * @returns {Record<string, string>}
 */
export function toSimulatorSettings(urlsOf) {
  return Object.assign({}, ...simulators.map((simulator) => simulator.settings(urlsOf(simulator))));
}

/**
 * @param {readonly number[]} ports
 * @returns {string[]} addresses on this machine
 */
export function toUrls(ports) {
  return ports.map((port) => `http://127.0.0.1:${port}`);
}
