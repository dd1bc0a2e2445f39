/** Where things are: the project's folder, and the folder that holds what a run leaves behind. */
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';

/** Root of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The Python environment of the embedded data services, shared by every run and every test of this checkout. */
export const pythonFolder = join(root, '.data', 'python');

/**
 * Folder of the demonstration's data; `LIEN_THONG_DATA` moves it, so that two can run side by side.
 * @param {NodeJS.ProcessEnv} env
 */
export function toDataFolder(env) {
  return resolve(root, env['LIEN_THONG_DATA'] || '.data');
}
