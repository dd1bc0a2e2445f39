/**
 * How a simulated source misbehaves on demand: which requests are hit is counted, never drawn by lot, so that a
 * failure seen once can be seen again. What a hit does is left to `http-node.ts` (faults of transport) and to each
 * simulator (faults of its data).
 */
import { HubError } from '../src/errors.js';

/** Every kind, with what its amount means; a kind without one takes none. */
const amountOf = {
  /** The reply comes later: by this many milliseconds. */
  slow: 'delayMs',
  /** HTTP 429, with a Retry-After of this many seconds where the amount is given. */
  '429': 'retryAfterSeconds',
  '500': null,
  /** The connection is torn down without a reply. */
  reset: null,
  /** HTTP 200 with the first half of the reply. */
  truncated: null,
  /** HTTP 200 with an error page for people. */
  html: null,
  /** The session is forgotten before its time. */
  expired: null,
  /** A record is held back from one page and appears later, behind records already served. */
  'late-commits': null,
  /** A record just served changes, so that everything after it moves up one place. */
  changing: null,
} as const;

/** One way to misbehave. */
export type MisbehaviourKind = keyof typeof amountOf;

/** What goes wrong, and for which of the requests it can happen to. */
export interface Misbehaviour {
  kind: MisbehaviourKind;
  /** Of `slow`. */
  delayMs?: number;
  /** Of `429`; absent for a 429 without Retry-After. */
  retryAfterSeconds?: number;
  /** 3 hits the third, sixth, ninth request …; 1, every request, when absent. */
  everyNth?: number;
  /** Stops after so many hits; never when absent. */
  times?: number;
}

/** The misbehaviours of one node, and how far each has counted. */
export interface Misbehaviours {
  /** Replaces them all and counts from the start; none given ends misbehaving. */
  set(specs: readonly Misbehaviour[]): void;
  /** Counts one request that `kind` could happen to; the misbehaviour if it hits this one, else null. */
  hit(kind: MisbehaviourKind): Misbehaviour | null;
}

const kinds = Object.keys(amountOf) as MisbehaviourKind[];
const pattern = new RegExp(`^(${kinds.join('|')})(?::(\\d+))?(?:/([1-9]\\d*))?(?:x([1-9]\\d*))?$`);
const grammar = `kind[:amount][/everyNth][xtimes] with kind one of ${kinds.join(', ')}`;

/**
 * Reads the short form used on the command line and by the control address: `slow:200`, `429:5/10x3` (Retry-After
 * 5 s, every tenth request, three times in all), `reset/7`.
 * @throws HubError BAD_INPUT naming the text and the grammar.
 */
export function parseMisbehaviour(text: string): Misbehaviour {
  const match = pattern.exec(text);
  if (match === null) throw new HubError('BAD_INPUT', `misbehaviour "${text}": expected ${grammar}`);
  const [, kindText, amount, everyNth, times] = match;
  const kind = kindText as MisbehaviourKind;
  const amountName = amountOf[kind];
  if (amount !== undefined && amountName === null) {
    throw new HubError(
      'BAD_INPUT',
      `misbehaviour "${text}": ${kind} takes no amount; write it as ${kind}/3x1`,
    );
  }
  if (amount === undefined && kind === 'slow') {
    throw new HubError(
      'BAD_INPUT',
      `misbehaviour "${text}": slow needs its delay in milliseconds, as in slow:200`,
    );
  }
  return {
    kind,
    ...(amount !== undefined && amountName !== null && { [amountName]: Number(amount) }),
    ...(everyNth !== undefined && { everyNth: Number(everyNth) }),
    ...(times !== undefined && { times: Number(times) }),
  };
}

/** Makes the misbehaviours of one node, to be switched while it runs. */
export function makeMisbehaviours(specs: readonly Misbehaviour[] = []): Misbehaviours {
  let counted: { spec: Misbehaviour; requests: number; hits: number }[] = [];
  const set = (next: readonly Misbehaviour[]): void => {
    counted = next.map((spec) => ({ spec, requests: 0, hits: 0 }));
  };
  set(specs);
  return {
    set,
    hit(kind) {
      let hit: Misbehaviour | null = null;
      for (const one of counted.filter(({ spec }) => spec.kind === kind)) {
        one.requests += 1;
        const isDue =
          one.requests % (one.spec.everyNth ?? 1) === 0 && one.hits < (one.spec.times ?? Infinity);
        if (!isDue) continue;
        one.hits += 1;
        hit = one.spec;
      }
      return hit;
    },
  };
}
