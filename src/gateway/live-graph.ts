/**
 * The graph that is served. Another can take its place while the server runs: operations go on with the graph they were found valid
 * against, the next ones meet the new one, and the old is let go with its last operation.
 */
import type { GraphQLSchema } from 'graphql';
import type { PlanExecutor } from '../federation/plan-executor.js';

/** A schema that is served, and what runs its operations. */
export interface ServedGraph {
  executor: PlanExecutor;
  apiSchema: GraphQLSchema;
  supergraphSdl: string;
}

/** Called with every graph that takes the place of another. */
export type OnGraph = (graph: ServedGraph) => void;

/** The graph at hand. */
export interface LiveGraph {
  now(): ServedGraph;
  /** What runs operations that are valid against this schema: the graph at hand, or the one that was when they came. */
  executorOf(schema: GraphQLSchema): PlanExecutor;
  replace(graph: ServedGraph): void;
  /** Returns what ends the listening. */
  onReplaced(listener: OnGraph): () => void;
}

/** Begins with this graph. */
export function makeLiveGraph(first: ServedGraph): LiveGraph {
  let current = first;
  const executors = new WeakMap([[first.apiSchema, first.executor]]);
  const listeners = new Set<OnGraph>();
  return {
    now: () => current,
    executorOf: (schema) => executors.get(schema) ?? current.executor,
    replace(graph) {
      current = graph;
      executors.set(graph.apiSchema, graph.executor);
      for (const listener of listeners) listener(graph);
    },
    onReplaced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
