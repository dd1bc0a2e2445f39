/** `npm run new-source -- NAME`: a new source from the pattern, ready to be made what it is; then docs/adding-a-source.md. */
import { requireNode } from './node-version.mjs';

requireNode();
const { ensureNodeModules } = await import('./install.mjs');
const { runCommand } = await import('./commands.mjs');
const { writeSource } = await import('./new-source/write-source.mjs');
const { root } = await import('./project.mjs');
const { reportFailure } = await import('./refusal.mjs');

try {
  const name = process.argv[2] ?? '';
  const files = writeSource(name, root);
  await ensureNodeModules({ log: console.log });
  const run = (/** @type {string[]} */ ...args) => runCommand(process.execPath, args, { cwd: root });
  await run('--import', 'tsx', 'src/federation/compose-cli.ts');
  await run('node_modules/prettier/bin/prettier.cjs', '--write', '--ignore-unknown', ...files);
  console.log(
    `${files.join('\n')}\n\nNow: npm run check, npm run kit -- ${name}, npm test, and docs/adding-a-source.md`,
  );
} catch (thrown) {
  reportFailure(thrown);
}
