/** The id of a request: the caller's own when it is a short harmless token, else a new one. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Header that carries the id, in and out. */
export const requestIdHeader = 'x-request-id';

const safeToken = /^[A-Za-z0-9._-]{8,64}$/;

/** Takes the id a caller sent, so that one id runs through several systems; anything odd is replaced, not repaired. */
export function toRequestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[requestIdHeader];
  return typeof given === 'string' && safeToken.test(given) ? given : randomUUID();
}
