/**
 * A smoke run on the Node that runs this file: start the demonstration on a data folder of its own, wait for the first
 * joined answer, ask one question, stop it as Ctrl-C would. Exit code 0 when all of it went well.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from './free-port.mjs';
import { root } from './project.mjs';

const patienceMs = 300_000;
const folder = mkdtempSync(join(tmpdir(), 'lien-thong-smoke-'));
const [port, workerPort] = [await findFreePort(), await findFreePort()];
const env = { ...process.env, LIEN_THONG_DATA: folder, PORT: String(port), WORKER_PORT: String(workerPort) };
const hub = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env, stdio: 'inherit' });
const exited = new Promise((resolve) => hub.once('exit', (code) => resolve(code)));
let hasExited = false;
void exited.then(() => (hasExited = true));

/** What the hub has of both a catalogue and the dossiers; null while it does not answer. */
async function ask() {
  const query =
    '{ procedures(first: 1) { totalCount } dossiers(first: 1) { nodes { code receivingAgency { name } } } }';
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await reply.json()).data ?? null;
  } catch {
    return null;
  }
}

const deadlineMs = Date.now() + patienceMs;
let answer = await ask();
while (!(answer?.procedures?.totalCount === 1778 && answer.dossiers?.nodes[0]?.receivingAgency?.name)) {
  if (hasExited || Date.now() > deadlineMs) break;
  await delay(500);
  answer = await ask();
}
const isAnswered = Boolean(answer?.dossiers?.nodes[0]?.receivingAgency?.name);
hub.kill('SIGINT');
const code = await exited;
rmSync(folder, { recursive: true, force: true });
console.log(`smoke on Node ${process.version}: answered ${isAnswered}, exit code ${code}`);
process.exitCode = isAnswered && code === 0 ? 0 : 1;
