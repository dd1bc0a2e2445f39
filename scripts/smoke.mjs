/**
 * A stranger's first minute on the Node that runs this file: the demonstration with data of its own, until the graph
 * answers with catalogues and a dossier; then Ctrl-C, after which nothing may be left running.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from './free-port.mjs';
import { makeGraphClient } from './graph-client.mjs';
import { findIdentity } from './process-identity.mjs';
import { root } from './project.mjs';
import { Refusal, reportFailure } from './refusal.mjs';

const answersWithinMs = 300_000;
const stopsWithinMs = 60_000;
/** Procedures of the demonstration province. */
const catalogueSize = 1778;
const query = `{ procedures { totalCount } dossiers(first: 1) { nodes {
  code status receivingAgency { name } provenance { source }
} } }`;

/**
 * @param {number} port
 * @param {import('node:child_process').ChildProcess} start
 * @returns {Promise<any>} the graph's answer once it holds a dossier
 */
async function waitForDossier(port, start) {
  const ask = makeGraphClient(`http://127.0.0.1:${port}/graphql`);
  for (const deadline = Date.now() + answersWithinMs; Date.now() < deadline; await delay(500)) {
    if (start.exitCode !== null) throw new Refusal(`npm start ended with exit code ${start.exitCode}`);
    const data = await ask(query).catch(() => null);
    if (data?.procedures.totalCount === catalogueSize && data.dossiers.nodes.length > 0) return data;
  }
  throw new Refusal(`no dossier could be read within ${answersWithinMs / 1000} s`);
}

/**
 * @param {string} folder
 * @returns {number[]} processes the run has written down
 */
function readPids(folder) {
  return ['processes.json', 'services.json'].flatMap((file) =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')).processes.map(
      (/** @type {{ pid: number }} */ { pid }) => pid,
    ),
  );
}

/**
 * @param {import('node:child_process').ChildProcess} start
 * @param {number[]} pids
 */
async function stopAndProve(start, pids) {
  const exited = once(start, 'exit', { signal: AbortSignal.timeout(stopsWithinMs) });
  start.kill('SIGINT');
  const [code] = await exited;
  if (code !== 0) throw new Refusal(`after Ctrl-C npm start ended with exit code ${code}, not 0`);
  const left = pids.filter((pid) => findIdentity(pid) !== null);
  if (left.length > 0) throw new Refusal(`after Ctrl-C these processes still run: ${left.join(', ')}`);
}

const folder = mkdtempSync(join(tmpdir(), 'lien-thong-smoke-'));
const [port, workerPort] = [await findFreePort(), await findFreePort()];
const env = { ...process.env, PORT: String(port), WORKER_PORT: String(workerPort), LIEN_THONG_DATA: folder };
const start = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env, stdio: 'inherit' });
try {
  const answer = await waitForDossier(port, start);
  await stopAndProve(start, readPids(folder));
  console.log(`smoke run on Node ${process.version} passed: ${JSON.stringify(answer)}`);
} catch (thrown) {
  reportFailure(thrown);
  if (start.exitCode === null) {
    start.kill('SIGTERM');
    await once(start, 'exit');
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
