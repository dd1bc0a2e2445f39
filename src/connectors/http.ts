/**
 * The one place the hub calls other systems from: connectors their sources, the exchange its nodes. Owns timeout, rate, retry with jitter, Retry-After, circuit breaker and the
 * one log line per call; a connector's client only says what to post where. Bodies are never logged.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { circuitBreaker, ConsecutiveBreaker, BrokenCircuitError, handleWhen } from 'cockatiel';
import { request } from 'undici';
import { HubError, toMessage } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Limits } from './connector.js';
import { makePacer, type Pacer } from './pacer.js';

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
   * Makes a call that is no HTTP, such as reading a file, under the same limits and with the same patience.
   * @throws HubError SOURCE_UNAVAILABLE for whatever it throws that is no HubError.
   */
  call<Answer>(call: SourceCall<Answer>): Promise<Answer>;
}

/** A call of any kind. */
export interface SourceCall<Answer> {
  /** What is asked, for the log; never data. */
  operation: string;
  signal: AbortSignal;
  act(): Promise<Answer>;
}

/** How patient the client is; tests shorten it. */
export interface Patience {
  attempts: number;
  timeoutMs: number;
  /** First wait; doubles with every attempt, with jitter. */
  backoffMs: number;
  /** Longest wait, also for a Retry-After. */
  longestWaitMs: number;
  /** Failures in a row that open the breaker, and how long it stays open. */
  breakAfter: number;
  breakMs: number;
}

export const defaultPatience: Patience = {
  attempts: 5,
  timeoutMs: 30_000,
  backoffMs: 500,
  longestWaitMs: 30_000,
  breakAfter: 10,
  breakMs: 15_000,
};

/** Whom a client calls, and how gently. */
export interface HttpClientOptions {
  source: string;
  limits: Limits;
  log: Logger;
  /** Keeps to the limits; one of this process alone where none is given. */
  pacer?: Pacer;
}

/** Makes the client of one source. */
export function makeHttpClient(
  { source, limits, log, pacer = makePacer(limits) }: HttpClientOptions,
  patience: Patience = defaultPatience,
): HttpClient {
  const breaker = circuitBreaker(handleWhen(isTemporary), {
    halfOpenAfter: patience.breakMs,
    breaker: new ConsecutiveBreaker(patience.breakAfter),
  });

  async function attempt<Answer>({ operation, act }: SourceCall<Answer>, number: number): Promise<Answer> {
    const startedAtMs = performance.now();
    const finish = (outcome: string): void => {
      const durationMs = Math.round(performance.now() - startedAtMs);
      const line = { source, operation, durationMs, outcome, attempt: number };
      if (outcome === 'ok') log.debug(line, 'source call');
      else log.warn(line, 'source call');
    };
    try {
      const reply = await pacer.run(() => breaker.execute(act));
      finish('ok');
      return reply;
    } catch (error) {
      const hubError = toHubError(error, source);
      finish(`${hubError.code}: ${hubError.message}`);
      throw hubError;
    }
  }

  async function call<Answer>(asked: SourceCall<Answer>): Promise<Answer> {
    for (let number = 1; ; number += 1) {
      try {
        return await attempt(asked, number);
      } catch (error) {
        if (!isTemporary(error) || number >= patience.attempts) throw error;
        const waitMs = toWaitMs(error, number, patience);
        await sleep(waitMs, undefined, { signal: asked.signal }).catch(() => undefined);
        if (asked.signal.aborted) throw error;
      }
    }
  }

  return {
    postJson: (options) => call({ ...options, act: () => post(options, source, patience.timeoutMs) }),
    call: ({ act, ...asked }) => call({ ...asked, act: () => act().catch(toThrown(asked.signal, source)) }),
  };
}

/** Raised inside the breaker, so that it counts what is temporary; a call we stopped ourselves says nothing about the source. */
function toThrown(signal: AbortSignal, source: string): (error: unknown) => never {
  return (error) => {
    signal.throwIfAborted();
    throw toHubError(error, source);
  };
}

/** Full jitter under a doubling ceiling, unless the source itself says how long to wait. */
function toWaitMs(error: unknown, attempt: number, patience: Patience): number {
  if (error instanceof HubError && error.retryAfterMs !== undefined) {
    return Math.min(error.retryAfterMs, patience.longestWaitMs);
  }
  return (
    Math.min(patience.backoffMs * 2 ** (attempt - 1), patience.longestWaitMs) * (0.5 + Math.random() / 2)
  );
}

/** An answer broken in transit is worth another try, as an absent one is; a refusal is not. */
function isTemporary(error: unknown): boolean {
  return (
    error instanceof HubError && (error.code === 'SOURCE_UNAVAILABLE' || error.code === 'SOURCE_INVALID')
  );
}

function toHubError(error: unknown, source: string): HubError {
  if (error instanceof HubError) return error;
  if (error instanceof BrokenCircuitError) {
    return new HubError(
      'SOURCE_UNAVAILABLE',
      `${source} failed many times in a row and is left alone for a while`,
      { source },
    );
  }
  return new HubError('SOURCE_UNAVAILABLE', `${source} did not answer: ${toMessage(error)}`, {
    source,
    cause: error,
  });
}

async function post(
  { url, headers, body, signal, expectsJson = true }: PostOptions,
  source: string,
  timeoutMs: number,
): Promise<JsonReply> {
  try {
    const reply = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: body instanceof Uint8Array ? body : JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const bytes = new Uint8Array(await reply.body.arrayBuffer());
    checkStatus(reply.statusCode, reply.headers['retry-after'], source);
    return { bytes, json: expectsJson ? parseJson(bytes, source) : null };
  } catch (error) {
    return toThrown(signal, source)(error);
  }
}

function checkStatus(status: number, retryAfter: string | string[] | undefined, source: string): void {
  if (status < 400) return;
  const message = `${source} answered HTTP ${status}, expected 200`;
  if (status < 500 && status !== 408 && status !== 429)
    throw new HubError('SOURCE_REJECTED', message, { source });
  const seconds = Number(retryAfter);
  const detail =
    Number.isFinite(seconds) && seconds > 0 ? { source, retryAfterMs: seconds * 1000 } : { source };
  throw new HubError('SOURCE_UNAVAILABLE', message, detail);
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
