/**
 * `npm run subgraph -- NAME [--port N]`: serves one subgraph alone. With the variables of .env.example set it runs by those; otherwise
 * beside a running `npm start`, on the demonstration's data. A gateway asks it when started with SUBGRAPH_<NAME>_URL.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toDataFolder, root } from './project.mjs';

const usage =
  'expected: npm run subgraph -- NAME [--port N], such as npm run subgraph -- onestop --port 4200';

/** @param {NodeJS.ProcessEnv} env */
function findSettings(env) {
  if (env['MONGODB_URI']) return {};
  const file = join(toDataFolder(env), 'hub-settings.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  console.error(
    'subgraph: expected a running npm start, or MONGODB_URI and the other variables of .env.example',
  );
  process.exit(1);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '4200' } },
});
const [name] = positionals;
if (name === undefined || positionals.length > 1) {
  console.error(`subgraph: ${usage}`);
  process.exit(1);
}
const env = { ...process.env, ...findSettings(process.env), PORT: values.port };
const child = spawn(process.execPath, ['--import', 'tsx', 'src/subgraph.ts', name], {
  cwd: root,
  env,
  stdio: 'inherit',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => child.kill(signal));
child.once('exit', (code) => (process.exitCode = code ?? 1));
