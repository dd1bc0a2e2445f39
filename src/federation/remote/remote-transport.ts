/**
 * The transport to a subgraph in another process: one pool of connections kept alive, a limit of time for each try, a second try
 * for queries that met nothing, a breaker for each kind of question. Never a mutation twice.
 */
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import {
  Kind,
  OperationTypeNode,
  print,
  type DocumentNode,
  type ExecutionResult,
  type SelectionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { HubError } from '../../errors.js';
import type { SubgraphRequest } from '../plan-executor.js';
import { postOperation } from './post-operation.js';
import { toRemoteError } from './remote-errors.js';

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

/** Where a subgraph is, and what goes along with each request. */
export interface RemoteSubgraph {
  name: string;
  /** Address operations are posted to. */
  url: string;
  /** Headers that say who asks; made anew for each request. */
  makeHeaders(context: object): Promise<Readonly<Record<string, string>>>;
}

/** A transport to one subgraph, until it is closed. */
export interface RemoteTransport {
  ask(request: SubgraphRequest): Promise<ExecutionResult>;
  /** Kinds of questions that are not asked for the moment: they failed too often in a row. */
  countOpenBreakers(): number;
  close(): Promise<void>;
}

const mostConnections = 32;
/** Questions whose breakers are kept; more kinds than any graph has fields that lead from one subgraph to another. */
const mostBreakers = 500;

/** Makes the transport; it connects with the first request. */
export function makeRemoteTransport(
  { name, url, makeHeaders }: RemoteSubgraph,
  patience: RemotePatience = defaultPatience,
): RemoteTransport {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections: mostConnections });
  const texts = new WeakMap<DocumentNode, Asked>();
  const breakers = new LRUCache<string, CircuitBreakerPolicy>({ max: mostBreakers });
  const post = async ({ variables, context, signal }: SubgraphRequest, text: string) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patience.timeoutMs)]);
    const body = JSON.stringify({ query: text, variables });
    const headers = await makeHeaders(context);
    const call = { pool, path: pathname + search, headers, body, signal: limited };
    return postOperation(name, call).catch((thrown: unknown) => toThrown(thrown, { name, signal }));
  };
  return {
    async ask(request) {
      const asked = texts.get(request.document) ?? toAsked(request.document);
      texts.set(request.document, asked);
      const breaker = breakers.get(asked.kind) ?? makeBreaker(patience);
      breakers.set(asked.kind, breaker);
      const once = () => breaker.execute(() => hedged(() => post(request, asked.text), asked, patience));
      const answer = await repeated(once, { ...asked, signal: request.signal, patience, name });
      const { data, errors } = answer;
      return {
        ...(data === undefined ? {} : { data }),
        ...(errors === undefined ? {} : { errors: errors.map((error) => toRemoteError(name, error)) }),
      };
    },
    countOpenBreakers: () => [...breakers.values()].filter(({ state }) => state === CircuitState.Open).length,
    close: () => pool.close(),
  };
}

/** What a document asks: its text, and the kind of question a breaker counts by. */
interface Asked {
  text: string;
  kind: string;
  isQuery: boolean;
}

/** Questions are of one kind when they begin at the same fields, or ask of the same type of entity. */
function toAsked(document: DocumentNode): Asked {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const selections = operation?.selectionSet.selections ?? [];
  const kind = [...new Set(selections.flatMap(toKinds))].sort().join(' ');
  return { text: print(document), kind, isQuery: operation?.operation === OperationTypeNode.QUERY };
}

function toKinds(selection: SelectionNode): string[] {
  if (selection.kind !== Kind.FIELD) return [];
  const { name, selectionSet } = selection;
  if (name.value !== '_entities') return [name.value];
  return (selectionSet?.selections ?? []).flatMap((one) =>
    one.kind === Kind.INLINE_FRAGMENT ? [one.typeCondition?.name.value ?? ''] : [],
  );
}

function makeBreaker({ breakAfter, breakMs }: RemotePatience): CircuitBreakerPolicy {
  return circuitBreaker(handleWhen(isTemporary), {
    halfOpenAfter: breakMs,
    breaker: new ConsecutiveBreaker(breakAfter),
  });
}

interface Repeating {
  isQuery: boolean;
  signal: AbortSignal;
  patience: RemotePatience;
  name: string;
}

async function repeated<Answer>(once: () => Promise<Answer>, repeating: Repeating): Promise<Answer> {
  const { isQuery, signal, patience, name } = repeating;
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
  { isQuery }: Asked,
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

/** Who asked has gone: nothing is said of the subgraph then. */
function toThrown(thrown: unknown, { name, signal }: { name: string; signal: AbortSignal }): never {
  signal.throwIfAborted();
  if (thrown instanceof HubError) throw thrown;
  throw new HubError('SOURCE_UNAVAILABLE', `${name} did not answer`, { source: name, cause: thrown });
}
