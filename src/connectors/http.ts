/**
 * The one place the hub calls other systems from over HTTP: connectors their sources, the exchange its nodes. Limits, retry and breaker are in
 * patient-call.ts; a connector's client only says what to post where. Bodies are never logged. Our own subgraphs elsewhere are federation/remote.
 */
import { request } from 'undici';
import { HubError } from '../errors.js';
import {
  defaultPatience,
  makePatientCall,
  toThrown,
  type CallerOptions,
  type Patience,
  type SourceCall,
} from './patient-call.js';

/** A JSON answer with the bytes it was read from. */
export interface JsonReply {
  bytes: Uint8Array;
  json: unknown;
}

/** One call. */
export interface PostOptions {
  url: string;
  /** What is asked, for the log; never data. */
  operation: string;
  headers?: Record<string, string>;
  /** Written as JSON; bytes go out as they are, for what was signed. */
  body: unknown;
  signal: AbortSignal;
  /** False where any answer of success will do; `json` is null then. */
  expectsJson?: boolean;
}

/** HTTP as connectors see it. */
export interface HttpClient {
  /**
   * Posts JSON and reads JSON. Repeats what may be repeated; every operation of a source is a read.
   * @throws HubError SOURCE_UNAVAILABLE, SOURCE_REJECTED (4xx) or SOURCE_INVALID (not the JSON that was promised).
   */
  postJson(options: PostOptions): Promise<JsonReply>;
  /**
   * Posts JSON and reads what comes, piece by piece, however large it is. `read` is begun anew with every attempt.
   * @throws HubError as `postJson` does, and what `read` throws.
   */
  postFor<Answer>(
    options: PostOptions,
    read: (body: AsyncIterable<Uint8Array>) => Promise<Answer>,
  ): Promise<Answer>;
  /**
   * When the server says it is, by the `Date` of its answer (RFC 9110 §6.6.1), whatever else it answers; null where that names no date.
   * @throws HubError SOURCE_UNAVAILABLE where it does not answer.
   */
  fetchDate(options: Pick<PostOptions, 'url' | 'operation' | 'signal'>): Promise<Date | null>;
  /**
   * Makes a call that is no HTTP, such as reading a file, under the same limits and with the same patience.
   * @throws HubError SOURCE_UNAVAILABLE for whatever it throws that is no HubError.
   */
  call<Answer>(call: SourceCall<Answer>): Promise<Answer>;
}

/** Makes the client of one source. */
export function makeHttpClient(options: CallerOptions, patience: Patience = defaultPatience): HttpClient {
  const { source } = options;
  const { timeoutMs } = patience;
  const call = makePatientCall(options, patience);
  return {
    postJson: (asked) =>
      call({
        ...asked,
        act: () => post(asked, { source, timeoutMs, read: (body) => readJson(body, asked, source) }),
      }),
    postFor: (asked, read) => call({ ...asked, act: () => post(asked, { source, timeoutMs, read }) }),
    fetchDate: (asked) =>
      call({ ...asked, act: () => readDate(asked, timeoutMs).catch(toThrown(asked.signal, source)) }),
    call: ({ act, ...asked }) => call({ ...asked, act: () => act().catch(toThrown(asked.signal, source)) }),
  };
}

interface Posting<Answer> {
  source: string;
  timeoutMs: number;
  read(body: AsyncIterable<Uint8Array>): Promise<Answer>;
}

async function post<Answer>(
  { url, headers, body, signal }: PostOptions,
  { source, timeoutMs, read }: Posting<Answer>,
): Promise<Answer> {
  try {
    const reply = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: body instanceof Uint8Array ? body : JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (reply.statusCode >= 400) {
      await reply.body.dump();
      throw toStatusError(reply.statusCode, reply.headers['retry-after'], source);
    }
    return await read(reply.body as AsyncIterable<Uint8Array>);
  } catch (error) {
    return toThrown(signal, source)(error);
  }
}

async function readDate(
  { url, signal }: Pick<PostOptions, 'url' | 'signal'>,
  timeoutMs: number,
): Promise<Date | null> {
  const { headers, body } = await request(url, {
    method: 'HEAD',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  await body.dump();
  const at = new Date(String(headers['date']));
  return Number.isNaN(at.getTime()) ? null : at;
}

async function readJson(
  body: AsyncIterable<Uint8Array>,
  { expectsJson = true }: PostOptions,
  source: string,
): Promise<JsonReply> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return { bytes, json: expectsJson ? parseJson(bytes, source) : null };
}

function toStatusError(status: number, retryAfter: string | string[] | undefined, source: string): HubError {
  const message = `${source} answered HTTP ${status}, expected 200`;
  if (status < 500 && status !== 408 && status !== 429)
    return new HubError('SOURCE_REJECTED', message, { source });
  const seconds = Number(retryAfter);
  const detail =
    Number.isFinite(seconds) && seconds > 0 ? { source, retryAfterMs: seconds * 1000 } : { source };
  return new HubError('SOURCE_UNAVAILABLE', message, detail);
}

function parseJson(bytes: Uint8Array, source: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    // The parser's own message may quote the reply, which may name people.
    throw new HubError('SOURCE_INVALID', `${source} answered ${bytes.length} bytes that are not JSON`, {
      source,
    });
  }
}
