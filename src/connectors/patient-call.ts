/**
 * How the hub calls a source, whatever the call is: within its limits, with timeout left to the call, retry with jitter, Retry-After, a circuit
 * breaker and one log line per attempt. What is called, and what its answer means, is the caller's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { circuitBreaker, ConsecutiveBreaker, BrokenCircuitError, handleWhen } from 'cockatiel';
import { HubError, toMessage } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Limits } from './connector.js';
import { makePacer, type Pacer } from './pacer.js';

/** A call of any kind. */
export interface SourceCall<Answer> {
  /** What is asked, for the log; never data. */
  operation: string;
  signal: AbortSignal;
  act(): Promise<Answer>;
}

/** How patient a caller is; tests shorten it. */
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

/** Whom a caller calls, and how gently. */
export interface CallerOptions {
  source: string;
  limits: Limits;
  log: Logger;
  /** Keeps to the limits; one of this process alone where none is given. */
  pacer?: Pacer;
}

/** Makes a call, again and again where it may yet come right. @throws HubError for whatever it throws */
export type PatientCall = <Answer>(asked: SourceCall<Answer>) => Promise<Answer>;

/** Makes the caller of one source. */
export function makePatientCall(
  { source, limits, log, pacer = makePacer(limits) }: CallerOptions,
  patience: Patience,
): PatientCall {
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

  return async (asked) => {
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
  };
}

/** Raised inside the breaker, so that it counts what is temporary; a call we stopped ourselves says nothing about the source. */
export function toThrown(signal: AbortSignal, source: string): (error: unknown) => never {
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
