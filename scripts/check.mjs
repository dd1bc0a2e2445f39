/**
 * `npm run check`: format, lint, types, SDL composition and lint, architecture test. Every step runs, so that all faults
 * are seen at once; the exit code tells whether there were any.
 */
import { spawnSync } from 'node:child_process';
import { requireNode } from './node-version.mjs';

requireNode();
const { ensureNodeModules } = await import('./install.mjs');
const { root } = await import('./project.mjs');
const { reportFailure } = await import('./refusal.mjs');

const modules = 'node_modules';
const jest = ['--experimental-vm-modules', '--no-warnings', `${modules}/jest/bin/jest.js`];
const steps = {
  format: [`${modules}/prettier/bin/prettier.cjs`, '--check', '--log-level', 'warn', '.'],
  lint: [`${modules}/eslint/bin/eslint.js`, '--max-warnings', '0', '.'],
  types: [`${modules}/typescript/bin/tsc`, '--noEmit', '-p', '.'],
  graph: ['--import', 'tsx', 'src/federation/compose-cli.ts', '--check'],
  architecture: [...jest, 'tests/architecture.test.ts'],
};

try {
  await ensureNodeModules({ log: console.log });
  const failed = Object.entries(steps).flatMap(([name, args]) => {
    console.log(`check: ${name}`);
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    return status === 0 ? [] : [name];
  });
  console.log(failed.length === 0 ? 'check: all well' : `check: failed in ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} catch (thrown) {
  reportFailure(thrown);
}
