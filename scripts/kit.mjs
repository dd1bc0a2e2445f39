/** `npm run kit -- SOURCE`: the acceptance kit over one connector and its own simulator, point by point; over all without a name. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

const [source] = process.argv.slice(2);
const known = readdirSync(join(root, 'src/connectors'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
if (source !== undefined && !known.includes(source)) {
  console.error(`kit: expected one of ${known.join(', ')}, got ${source}`);
  process.exit(1);
}
const env = { ...process.env, ...(source === undefined ? {} : { KIT_SOURCE: source }) };
const program = ['scripts/test.mjs', 'tests/kit', '--verbose', '--silent'];
process.exitCode = spawnSync(process.execPath, program, { cwd: root, env, stdio: 'inherit' }).status ?? 1;
