/** Keeps what goes to one node to so many calls at once: one that is slow holds up its own deliveries, and nobody else's. */
import { bulkhead, type BulkheadPolicy } from 'cockatiel';

/** Places at the nodes, in this process. */
export interface Places {
  /** Makes a call to a node; null, and no call made, where all its places are taken. */
  run<Answer>(node: string, call: () => Promise<Answer>): Promise<Answer | null>;
}

/** Makes them. */
export function makePlaces(mostAtOnce: number): Places {
  const gates = new Map<string, BulkheadPolicy>();
  return {
    async run(node, call) {
      const gate = gates.get(node) ?? bulkhead(mostAtOnce);
      gates.set(node, gate);
      return gate.executionSlots === 0 ? null : gate.execute(call);
    },
  };
}
