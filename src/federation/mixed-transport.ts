/** Subgraphs of this process and of others behind one transport. */
import type { SubgraphTransport } from './plan-executor.js';
import type { RemoteTransport } from './remote/remote-transport.js';

/** Asks a subgraph where it is: elsewhere if it is among the remote ones, or else here. */
export function makeMixedTransport(
  local: SubgraphTransport,
  remote: ReadonlyMap<string, RemoteTransport>,
): SubgraphTransport {
  return (subgraph, request) => remote.get(subgraph)?.ask(request) ?? local(subgraph, request);
}
