/** A small server with the health pages alone, for processes that serve nothing else: the worker. */
import { fastify } from 'fastify';
import type { Logger } from '../logger.js';
import { addHealthRoutes, type HealthChecks } from './health.js';

/** Where to listen (`port` 0 takes a free one) and what to tell. */
export interface HealthServerOptions {
  host: string;
  port: number;
  checks: HealthChecks;
  log: Logger;
}

/** A server that runs, until it is closed. */
export interface RunningServer {
  /** Address without trailing slash. */
  url: string;
  close(): Promise<void>;
}

/** Starts the server; rejects where the port is taken. */
export async function startHealthServer({
  host,
  port,
  checks,
  log,
}: HealthServerOptions): Promise<RunningServer> {
  const server = fastify({ logger: false });
  addHealthRoutes(server, checks, log);
  const url = await server.listen({ host, port });
  return { url, close: async () => server.close() };
}
