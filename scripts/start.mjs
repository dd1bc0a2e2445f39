/**
 * `npm start`: the whole demonstration from a fresh checkout, without root or containers. Installs what is missing, starts
 * data services, simulated sources, worker and gateway, follows the first reading, and stops everything at Ctrl-C.
 */
import { requireNode } from './node-version.mjs';

requireNode();
const { parseArgs } = await import('node:util');
const { Refusal, reportFailure } = await import('./refusal.mjs');

const help = `npm start [-- options]
  --fresh      forget the demonstration's data first
  --processes  run the processes of docker-compose.yml, with the variables it gives them, without containers
  --help       show this

PORT, WORKER_PORT   ports of the gateway and of the worker's health pages (4000 and 4001, or the next free ones)
MONGODB_URI         a MongoDB to use, with the database's name; without it one is started
REDIS_URL           a Redis to use; without it one is started
LIEN_THONG_DATA     folder of the demonstration's data (.data)`;

/** @throws {Refusal} naming an option there is not */
function readOptions() {
  try {
    const flag = /** @type {const} */ ({ type: 'boolean', default: false });
    return parseArgs({ options: { fresh: flag, processes: flag, help: flag } }).values;
  } catch (cause) {
    throw new Refusal(`${/** @type {Error} */ (cause).message}; npm start -- --help shows the options`);
  }
}

try {
  const values = readOptions();
  if (values.help) console.log(help);
  else {
    const { runDemo } = await import('./demo-run.mjs');
    await runDemo({ ...values, env: process.env });
  }
} catch (thrown) {
  reportFailure(thrown);
}
// An installation that was interrupted may still hold the process.
process.exit();
