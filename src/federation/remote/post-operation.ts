/** One operation posted to a subgraph over HTTP, and its answer read as GraphQL over HTTP has it. Once; patience is remote-transport.ts. */
import type { ExecutionResult } from 'graphql';
import type { Pool } from 'undici';
import { HubError } from '../../errors.js';

/** Largest answer of a subgraph that is read. */
export const mostAnswerBytes = 8 * 1024 * 1024;

/** What is posted where. */
export interface PostedOperation {
  pool: Pool;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  signal: AbortSignal;
}

/**
 * Posts the operation.
 * @throws HubError SOURCE_UNAVAILABLE for HTTP 5xx, SOURCE_REJECTED for 4xx, SOURCE_INVALID for what is no GraphQL answer;
 *   whatever undici throws where no answer came.
 */
export async function postOperation(
  subgraph: string,
  { pool, path, headers, body, signal }: PostedOperation,
): Promise<ExecutionResult> {
  const reply = await pool.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body,
    signal,
  });
  const bytes = await readBounded(subgraph, reply.body);
  if (reply.statusCode === 401) throw refused(subgraph);
  const answer = parseAnswer(bytes);
  // Errors of GraphQL may come with any status; what has neither data nor errors tells by its status alone.
  if (answer !== null) return answer;
  if (reply.statusCode < 400) throw invalid(subgraph, `${bytes.length} bytes that are no GraphQL answer`);
  const code = reply.statusCode < 500 ? 'SOURCE_REJECTED' : 'SOURCE_UNAVAILABLE';
  throw new HubError(code, `${subgraph} answered HTTP ${reply.statusCode}, expected 200`, {
    source: subgraph,
  });
}

async function readBounded(subgraph: string, body: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.length;
    // Leaving the loop destroys the body, and with it the connection.
    if (size > mostAnswerBytes) throw invalid(subgraph, `more than ${mostAnswerBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Null for what is no GraphQL answer; its text is not repeated, it may name people. */
function parseAnswer(bytes: Buffer): ExecutionResult | null {
  try {
    const answer = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    if (typeof answer !== 'object' || answer === null) return null;
    const { data, errors } = answer as Partial<ExecutionResult>;
    const isData = data === undefined || typeof data === 'object';
    const isErrors = errors === undefined || (Array.isArray(errors) && errors.length > 0);
    const isEmpty = data === undefined && errors === undefined;
    return isData && isErrors && !isEmpty
      ? { ...(data === undefined ? {} : { data }), ...(errors && { errors }) }
      : null;
  } catch {
    return null;
  }
}

/** The gateway's own token, not the caller's: whoever asked can do nothing about it. */
function refused(subgraph: string): HubError {
  const message = `${subgraph} refused the gateway's token; both need the same HUB_SECRET and the same time`;
  return new HubError('SOURCE_REJECTED', message, { source: subgraph });
}

function invalid(subgraph: string, what: string): HubError {
  return new HubError('SOURCE_INVALID', `${subgraph} answered ${what}`, { source: subgraph });
}
