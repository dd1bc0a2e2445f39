/** A transport that tells how long each fetch took and how it went; whoever counts is told no more. */
import type { Trace } from '../trace.js';
import type { SubgraphTransport } from './plan-executor.js';

/** One fetch, done. */
export interface FetchSeen {
  subgraph: string;
  /** `partial` is an answer with errors, `failed` no answer at all. */
  outcome: 'ok' | 'partial' | 'failed';
  durationMs: number;
}

/** Puts `onFetch` behind every fetch of the transport, and a span around it. */
export function watchTransport(
  transport: SubgraphTransport,
  { onFetch, trace }: { onFetch: (seen: FetchSeen) => void; trace: Trace },
): SubgraphTransport {
  const traced: SubgraphTransport = (subgraph, request) =>
    trace('fetch', { subgraph }, () => transport(subgraph, request));
  return async (subgraph, request) => {
    const startedAtMs = performance.now();
    const tell = (outcome: FetchSeen['outcome']): void => {
      onFetch({ subgraph, outcome, durationMs: performance.now() - startedAtMs });
    };
    try {
      const answer = await traced(subgraph, request);
      tell(answer.errors === undefined ? 'ok' : 'partial');
      return answer;
    } catch (thrown) {
      tell('failed');
      throw thrown;
    }
  };
}
