/** A transport that lets go of a fetch the moment its signal aborts, whatever the subgraph is still busy with. */
import type { SubgraphTransport } from './plan-executor.js';

/** Rejects with the signal's reason; what the subgraph answers later is dropped. */
export function makePromptTransport(transport: SubgraphTransport): SubgraphTransport {
  return async (subgraph, request) => {
    const { signal } = request;
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const letGo = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', letGo, { once: true });
      transport(subgraph, request)
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', letGo));
    });
  };
}
