/**
 * The processes a run has started, written down in a file, so that the next run finds and ends what a killed one left
 * behind. One roster per data folder and purpose; a second run on the same folder is refused.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findIdentity } from './process-identity.mjs';
import { signalGroup, startProcess } from './processes.mjs';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {{ name: string, pid: number, identity: string | null, graceMs: number }} Entry
 * @typedef {{ owner: Entry, processes: Entry[] }} RosterFile
 * @typedef {Awaited<ReturnType<typeof openRoster>>} Roster
 */

/**
 * Opens the roster kept in `file`, after ending what its former owner left running.
 * @param {string} file
 * @throws {Refusal} when its owner still runs
 */
export async function openRoster(file) {
  await sweepRoster(file);
  mkdirSync(dirname(file), { recursive: true });
  /** @type {import('./processes.mjs').RunningProcess[]} */
  const running = [];
  let isClosed = false;
  const owner = toEntry({ name: 'owner', pid: process.pid, graceMs: 0 });
  const save = () => {
    writeFileSync(`${file}.new`, JSON.stringify({ owner, processes: running.map(toEntry) }));
    renameSync(`${file}.new`, file);
  };
  save();
  return {
    /**
     * Starts a process and writes it down.
     * @param {import('./processes.mjs').ProcessSpec} spec
     * @throws {Refusal} once the roster is closed
     */
    async start(spec) {
      if (isClosed) throw new Refusal(`${spec.name} is not started: everything is being stopped`);
      const started = await startProcess(spec);
      running.push(started);
      save();
      return started;
    },
    /** Whether everything is being stopped, or has been. */
    isClosed: () => isClosed,
    /** Stops everything that was started, the last one first, each to its end, and closes the roster. */
    async stop() {
      isClosed = true;
      for (const process of running.reverse()) await process.stop();
      rmSync(file, { force: true });
    },
  };
}

/**
 * Ends the processes of a roster whose owner is gone.
 * @param {string} file
 * @throws {Refusal} when the owner still runs
 */
export async function sweepRoster(file) {
  if (!existsSync(file)) return;
  const { owner, processes } = /** @type {RosterFile} */ (JSON.parse(readFileSync(file, 'utf8')));
  if (isAlive(owner)) {
    throw new Refusal(
      `process ${owner.pid} already runs on ${dirname(file)}: stop it first, or set LIEN_THONG_DATA to another folder`,
    );
  }
  for (const entry of processes.filter(isAlive).reverse()) await endLeftBehind(entry);
  rmSync(file, { force: true });
}

/** @param {Entry} entry */
async function endLeftBehind(entry) {
  signalGroup(entry.pid, 'SIGTERM');
  const deadline = Date.now() + entry.graceMs;
  while (isAlive(entry) && Date.now() < deadline) await delay(100);
  signalGroup(entry.pid, 'SIGKILL');
}

/** @param {Entry} entry */
function isAlive({ pid, identity }) {
  return identity !== null && findIdentity(pid) === identity;
}

/**
 * @param {{ name: string, pid: number, graceMs: number }} process
 * @returns {Entry}
 */
function toEntry({ name, pid, graceMs }) {
  return { name, pid, identity: findIdentity(pid), graceMs };
}
