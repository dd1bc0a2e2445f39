/** Starting to listen, with a fault that says what to do. */
import type { FastifyInstance } from 'fastify';
import { HubError } from '../errors.js';

/** Where to listen; `port` 0 takes a free one. */
export interface ListenAddress {
  host: string;
  port: number;
}

/** A server that runs, until it is closed. */
export interface RunningServer {
  /** Address without trailing slash. */
  url: string;
  /** Takes no new requests, lets those under way finish. */
  close(): Promise<void>;
}

/**
 * Listens and gives the address.
 * @throws HubError BAD_INPUT where the port is taken.
 */
export async function listen(server: FastifyInstance, { host, port }: ListenAddress): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw thrown;
    const advice = 'stop what listens there or set another port';
    throw new HubError('BAD_INPUT', `port ${port} of ${host} is taken; ${advice}`, { cause: thrown });
  }
}
