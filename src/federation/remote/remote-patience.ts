/**
 * When a subgraph in another process is asked again, and when it is left alone: a second try for queries that met nothing, a second question beside one that
 * is slow, a breaker for each kind of question. Never a mutation twice. How a question is asked is remote-transport.ts.
 */
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';
import { HubError } from '../../errors.js';

/** How patient the transport is; tests shorten it. */
export interface RemotePatience {
  /** Of one try; the request's own signal bounds all of them. */
  timeoutMs: number;
  /** Tries of a query; a mutation has one. */
  attempts: number;
  /** Longest wait before the next try. */
  backoffMs: number;
  /** Failures in a row that open a breaker, and for how long. */
  breakAfter: number;
  breakMs: number;
  /** A query without an answer by then is asked a second time, and the first answer counts; null never does. */
  hedgeAfterMs: number | null;
}

export const defaultPatience: RemotePatience = {
  timeoutMs: 10_000,
  attempts: 2,
  backoffMs: 200,
  breakAfter: 5,
  breakMs: 5_000,
  hedgeAfterMs: null,
};

/** What is asked, as far as patience must know it. */
export interface Question {
  /** What a breaker counts by. */
  kind: string;
  isQuery: boolean;
  signal: AbortSignal;
}

/** Asks with patience. */
export interface PatientAsk {
  /** @throws HubError SOURCE_UNAVAILABLE where it is left alone, and whatever the last try throws. */
  ask<Answer>(question: Question, once: () => Promise<Answer>): Promise<Answer>;
  /** Kinds of questions that are not asked for the moment: they failed too often in a row. */
  countOpenBreakers(): number;
}

/** Questions whose breakers are kept; more kinds than any graph has fields that lead from one subgraph to another. */
const mostBreakers = 500;

/** Makes it for one subgraph. */
export function makePatientAsk(name: string, patience: RemotePatience): PatientAsk {
  const breakers = new LRUCache<string, CircuitBreakerPolicy>({ max: mostBreakers });
  return {
    ask(question, once) {
      const breaker = breakers.get(question.kind) ?? makeBreaker(patience);
      breakers.set(question.kind, breaker);
      const guarded = () => breaker.execute(() => hedged(once, question, patience));
      return repeated(guarded, { ...question, patience, name });
    },
    countOpenBreakers: () => [...breakers.values()].filter(({ state }) => state === CircuitState.Open).length,
  };
}

function makeBreaker({ breakAfter, breakMs }: RemotePatience): CircuitBreakerPolicy {
  return circuitBreaker(handleWhen(isTemporary), {
    halfOpenAfter: breakMs,
    breaker: new ConsecutiveBreaker(breakAfter),
  });
}

async function repeated<Answer>(
  once: () => Promise<Answer>,
  { isQuery, signal, patience, name }: Question & { patience: RemotePatience; name: string },
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once();
    } catch (thrown) {
      if (thrown instanceof BrokenCircuitError) throw leftAlone(name);
      if (!isQuery || attempt >= patience.attempts || !isTemporary(thrown)) throw thrown;
      await sleep(Math.random() * patience.backoffMs, undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
    }
  }
}

async function hedged<Answer>(
  once: () => Promise<Answer>,
  { isQuery }: Question,
  { hedgeAfterMs }: RemotePatience,
): Promise<Answer> {
  if (hedgeAfterMs === null || !isQuery) return once();
  const first = once();
  const late = new AbortController();
  const second = sleep(hedgeAfterMs, undefined, { signal: late.signal }).then(once);
  // The second is a reserve: while the first can still answer, a failure or end of the second decides nothing.
  second.catch(() => undefined);
  try {
    return await Promise.any([first, second]);
  } catch {
    return await first;
  } finally {
    late.abort();
  }
}

function isTemporary(thrown: unknown): boolean {
  return thrown instanceof HubError && thrown.code === 'SOURCE_UNAVAILABLE';
}

function leftAlone(name: string): HubError {
  const message = `${name} failed many times in a row and is left alone for a while`;
  return new HubError('SOURCE_UNAVAILABLE', message, { source: name });
}
