/**
 * Watches over a data service of our own: one that dies, or takes no writes any more, is started again over the same folder and at the same port, where
 * its clients look for it. Servers that somebody else keeps are theirs to watch.
 */
import { describeFault, signalGroup } from './processes.mjs';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {object} StartedService
 * @property {import('./processes.mjs').RunningProcess} running
 * @property {string} address
 * @property {number} port
 *
 * @typedef {object} KeptService
 * @property {StartedService} first
 * @property {(port: number) => Promise<StartedService>} start at the port it had
 * @property {(address: string, signal: AbortSignal) => Promise<boolean>} untilStuck true once it works no more; false when the signal aborted
 */

/** Who lives no longer than this would only die again. */
const shortLifeMs = 20_000;

/**
 * @param {KeptService} service
 * @param {{ signal: AbortSignal, log: (line: string) => void }} options
 * @returns {Promise<void>} resolves once `signal` is aborted
 * @throws {Refusal} when it cannot be started again, or died as soon as it was
 */
export async function keepUp({ first, start, untilStuck }, { signal, log }) {
  for (let service = first; ; service = await start(service.port)) {
    const { running } = service;
    const startedAtMs = Date.now();
    const fault = await untilFault(service, { untilStuck, signal });
    if (fault === null || signal.aborted) return;
    const story = describeFault(running, fault);
    signalGroup(running.pid, 'SIGKILL');
    await running.exited;
    if (service !== first && Date.now() - startedAtMs < shortLifeMs) throw new Refusal(story);
    log(`${story}\nstarting it again`);
  }
}

/**
 * @param {StartedService} service
 * @param {{ untilStuck: KeptService['untilStuck'], signal: AbortSignal }} options
 * @returns {Promise<string | null>} what is wrong with it, in words; null once the signal is aborted
 */
async function untilFault({ running, address }, { untilStuck, signal }) {
  const over = new AbortController();
  const watched = untilStuck(address, AbortSignal.any([signal, over.signal]));
  try {
    return await Promise.race([
      running.exited.then(({ how }) => `died (${how})`),
      watched.then((isStuck) => (isStuck ? 'takes no writes any more' : null)),
    ]);
  } finally {
    over.abort();
    await watched;
  }
}
