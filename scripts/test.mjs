/**
 * `npm test`: installs what is missing, starts data services of its own on free ports over a temporary folder, runs Jest
 * (with any arguments given), stops and removes everything. Runs beside `npm start`.
 */
import { requireNode } from './node-version.mjs';

requireNode();
const { withTemporaryServices } = await import('./temporary-services.mjs');
const { ensureNodeModules } = await import('./install.mjs');
const { reportFailure } = await import('./refusal.mjs');

const log = console.log;
const jest = [
  '--experimental-vm-modules',
  '--no-warnings',
  'node_modules/jest/bin/jest.js',
  '--maxWorkers=2',
];

try {
  await ensureNodeModules({ log });
  process.exitCode = await withTemporaryServices({
    command: process.execPath,
    args: [...jest, ...process.argv.slice(2)],
    restarts: 2,
    log,
  });
} catch (thrown) {
  reportFailure(thrown);
}
