/** A small server with the health pages alone, for processes that serve nothing else: the worker. */
import { fastify } from 'fastify';
import type { Logger } from '../logger.js';
import { addHealthRoutes, type HealthChecks } from './health.js';
import { listen, type ListenAddress, type RunningServer } from './listen.js';

/** Where to listen and what to tell. */
export interface HealthServerOptions extends ListenAddress {
  checks: HealthChecks;
  log: Logger;
}

/** Starts the server; rejects with BAD_INPUT where the port is taken. */
export async function startHealthServer({
  checks,
  log,
  ...address
}: HealthServerOptions): Promise<RunningServer> {
  const server = fastify({ logger: false });
  addHealthRoutes(server, checks, log);
  return { url: await listen(server, address), close: async () => server.close() };
}
