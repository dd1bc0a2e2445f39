/** Runs a bench file against data services of its own over a temporary folder: `node scripts/bench.mjs bench/sync.ts`. */
import { requireNode } from './node-version.mjs';

requireNode();
const { withTemporaryServices } = await import('./temporary-services.mjs');
const { ensureNodeModules } = await import('./install.mjs');
const { reportFailure } = await import('./refusal.mjs');

const log = console.log;
const args = ['--import', 'tsx', ...process.argv.slice(2)];

try {
  await ensureNodeModules({ log });
  process.exitCode = await withTemporaryServices({ command: process.execPath, args, log });
} catch (thrown) {
  reportFailure(thrown);
}
