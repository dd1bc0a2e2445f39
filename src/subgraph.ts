/** The process of one subgraph, by its name: `node --import tsx src/subgraph.ts onestop`, on the PORT of the configuration. */
import { startSubgraph } from './app.js';
import { runProcess } from './run-process.js';

const [name = ''] = process.argv.slice(2);

await runProcess(`subgraph ${name}`, process.env, (config, log) => startSubgraph(name, config, log));
