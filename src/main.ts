/** The gateway's process: the graph, the playground, health. */
import { startGateway } from './app.js';
import { runProcess } from './run-process.js';

await runProcess('gateway', process.env, startGateway);
