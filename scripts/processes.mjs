/**
 * Child processes that outlive a terminal's Ctrl-C until we stop them: each leads its own process group, writes to its
 * own log file, and is stopped by SIGTERM, then SIGKILL. Who they are and in which order they stop is the roster's.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {object} ProcessSpec
 * @property {string} name what people call it
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env] its whole environment; ours when left out
 * @property {string} cwd
 * @property {string} logFile takes both its outputs, appended
 * @property {number} graceMs how long it may take to stop before it is killed
 */

/**
 * @typedef {object} Exit
 * @property {string} how in words
 * @property {boolean} byItself whether it chose to end; otherwise a signal ended it
 */

/**
 * @typedef {object} RunningProcess
 * @property {string} name
 * @property {number} pid also the id of its process group
 * @property {string} logFile
 * @property {number} graceMs
 * @property {Promise<Exit>} exited never rejects
 * @property {() => Promise<void>} stop resolves once it and its group are gone
 */

/**
 * Starts a process; resolves when it runs, not when it is ready.
 * @param {ProcessSpec} spec
 * @returns {Promise<RunningProcess>}
 * @throws {Refusal} when the command cannot be run
 */
export async function startProcess(spec) {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, 'a');
  const { command, args, cwd, env = process.env } = spec;
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = once(child, 'exit').then(
    ([code, signal]) => ({ how: signal ? `ended by ${signal}` : `exit code ${code}`, byItself: !signal }),
    (cause) => ({ how: cause.message, byItself: true }),
  );
  await once(child, 'spawn').catch((cause) => {
    throw new Refusal(`${spec.name} could not be started (${command}): ${cause.message}`);
  });
  const pid = /** @type {number} */ (child.pid);
  const stop = () => stopGroup(pid, exited, spec.graceMs);
  return { name: spec.name, pid, logFile: spec.logFile, graceMs: spec.graceMs, exited, stop };
}

/**
 * @param {number} pid
 * @param {Promise<unknown>} gone
 * @param {number} graceMs
 */
async function stopGroup(pid, gone, graceMs) {
  signalGroup(pid, 'SIGTERM');
  const timer = new AbortController();
  await Promise.race([gone, delay(graceMs, null, { signal: timer.signal })]);
  timer.abort();
  // Also when the leader is gone: a helper it started may have stayed behind.
  signalGroup(pid, 'SIGKILL');
  await gone;
}

/**
 * Sends a signal to a process and everything it started; a group that is gone is no fault.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (cause) {
    if (/** @type {NodeJS.ErrnoException} */ (cause).code !== 'ESRCH') throw cause;
  }
}

/**
 * The end of a log file, for a person who must see why its process died.
 * @param {string} logFile
 * @param {number} count how many lines at most
 */
function readLastLines(logFile, count) {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * What is wrong with a process, and the end of its log.
 * @param {RunningProcess} running
 * @param {string} fault in words that follow its name: `died (exit code 1)`
 */
export function describeFault({ name, logFile }, fault) {
  return `${name} ${fault}; ${logFile} ends:\n${readLastLines(logFile, 12)}`;
}

/**
 * Waits until a process is ready, and says why when it dies instead.
 * @template T
 * @param {RunningProcess} running
 * @param {Promise<T>} ready
 * @returns {Promise<T>}
 * @throws {Refusal} with the last lines of its log
 */
export function untilReady(running, ready) {
  const died = running.exited.then(({ how }) => {
    throw new Refusal(
      `${running.name} did not start (${how}); its log ends:\n${readLastLines(running.logFile, 15)}`,
    );
  });
  return Promise.race([ready, died]);
}
