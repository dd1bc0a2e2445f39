/**
 * The only place that constructs: config in, running parts out, closed in reverse order. The folder beside it has a file
 * for each thing constructed; the rest of the code takes what it uses as arguments.
 */
export { startGateway } from './app/gateway.js';
export { startAuditRouter } from './app/audit-router.js';
export { startSubgraph } from './app/subgraph.js';
export { makeTargets } from './app/targets.js';
export { startWorker } from './app/worker.js';
