/** `npm run chaos -- [--minutes 5]`: the chaos test for as long as one likes, on data services of its own. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { root } from './project.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' } } });
const env = { ...process.env, CHAOS_SECONDS: `${Math.round(Number(values.minutes) * 60)}` };
const program = ['scripts/test.mjs', 'tests/chaos/chaos'];
process.exitCode = spawnSync(process.execPath, program, { cwd: root, env, stdio: 'inherit' }).status ?? 1;
