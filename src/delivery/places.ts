/** Keeps what goes to one node to so many calls at once: one that is slow holds up its own deliveries, and nobody else's. */

/** Places at the nodes, in this process. */
export interface Places {
  /** Makes a call to a node; null, and no call made, where all its places are taken. */
  run<Answer>(node: string, call: () => Promise<Answer>): Promise<Answer | null>;
}

/** Makes them. */
export function makePlaces(mostAtOnce: number): Places {
  const taken = new Map<string, number>();
  const add = (node: string, change: number): void => {
    taken.set(node, (taken.get(node) ?? 0) + change);
  };
  return {
    async run(node, call) {
      if ((taken.get(node) ?? 0) >= mostAtOnce) return null;
      add(node, 1);
      try {
        return await call();
      } finally {
        add(node, -1);
      }
    },
  };
}
