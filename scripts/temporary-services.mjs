/** Runs a command against data services that live as long as it does, over a temporary folder. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataServices, servicesFile, startDataServices } from './data-services.mjs';
import { catchInterruption } from './interruption.mjs';
import { root } from './project.mjs';
import { sweepRoster } from './roster.mjs';

const prefix = 'lien-thong-test-';

/**
 * The command finds the services in MONGODB_URI and REDIS_URL; what those name beforehand is used as it is.
 * @param {{ command: string, args: string[], log: (line: string) => void }} options
 * @returns {Promise<number>} its exit code; for one ended by a signal 128 and the signal's number, as shells say it
 */
export async function withTemporaryServices({ command, args, log }) {
  await removeLeftBehind();
  await prepareDataServices({ env: process.env, log });
  const signal = catchInterruption();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  try {
    const services = await startDataServices({ folder, env: process.env });
    const variables = { MONGODB_URI: services.mongodbUri, REDIS_URL: services.redisUrl };
    const code = await runToEnd({ command, args, variables, signal });
    await services.stop();
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {{ command: string, args: string[], variables: Record<string, string>, signal: AbortSignal }} options
 *   an aborted `signal` ends the command
 */
async function runToEnd({ command, args, variables, signal }) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...variables },
    signal,
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code, endedBy) =>
      resolve(code ?? 128 + (endedBy === null ? 0 : constants.signals[endedBy])),
    );
    child.once('error', (cause) => {
      if (!signal.aborted) reject(cause);
      else if (child.pid === undefined) resolve(130);
    });
  });
}

/** Ends the servers of a run that was killed, and removes its folder; those of a live run stay. */
async function removeLeftBehind() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    if (!existsSync(join(folder, servicesFile))) continue;
    const isAbandoned = await sweepRoster(join(folder, servicesFile)).then(
      () => true,
      () => false,
    );
    if (isAbandoned) rmSync(folder, { recursive: true, force: true });
  }
}
