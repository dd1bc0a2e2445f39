/** The worker's process: synchronisation and every other job. */
import { startWorker } from './app.js';
import { runProcess } from './run-process.js';

await runProcess('worker', process.env, startWorker);
