/** Brings node_modules to what package-lock.json says, when it is not. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './commands.mjs';
import { withFolderLock } from './folder-lock.mjs';
import { root } from './project.mjs';
import { Refusal } from './refusal.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Entry
 */

/**
 * Installs unless everything is there; two runs may ask at once.
 * @param {{ log: (line: string) => void }} options
 * @throws {Refusal} with what npm said
 */
export async function ensureNodeModules({ log }) {
  if (isInstalled()) return;
  await withFolderLock(join(root, '.data', 'install.lock'), async () => {
    if (isInstalled()) return;
    log('installing the Node packages of package-lock.json (npm ci)');
    await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root }).catch(
      (cause) => {
        throw new Refusal(
          `npm ci failed; check the network and the disk, then start again. npm says:\n${cause.message}`,
        );
      },
    );
  });
}

/** Whether every package of the lock is installed in its version, by the note npm leaves when it has finished. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = readPackages(note);
  return Object.entries(readPackages(join(root, 'package-lock.json'))).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
