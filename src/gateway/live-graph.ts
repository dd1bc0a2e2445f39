/**
 * The graph that is served. Another can take its place while the server runs: operations go on with the graph they were found valid
 * against, the next ones meet the new one, and the old is let go with its last operation.
 */
import { buildSchema, type GraphQLSchema } from 'graphql';
import { HubError } from '../errors.js';
import { readFieldOwners, type FieldOwners } from '../federation/field-owners.js';
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
  /** Which subgraphs answer the fields of this schema. */
  ownersOf(schema: GraphQLSchema): FieldOwners;
  replace(graph: ServedGraph): void;
  /** Returns what ends the listening. */
  onReplaced(listener: OnGraph): () => void;
}

/** Begins with this graph. */
export function makeLiveGraph(first: ServedGraph): LiveGraph {
  let current = first;
  const bySchema = new WeakMap([[first.apiSchema, toKnown(first)]]);
  const getKnown = (schema: GraphQLSchema): KnownGraph => {
    const known = bySchema.get(schema);
    if (known === undefined) throw new HubError('INTERNAL', 'an operation came with a schema nobody served');
    return known;
  };
  const listeners = new Set<OnGraph>();
  return {
    now: () => current,
    executorOf: (schema) => getKnown(schema).executor,
    ownersOf: (schema) => getKnown(schema).owners,
    replace(graph) {
      current = graph;
      bySchema.set(graph.apiSchema, toKnown(graph));
      for (const listener of listeners) listener(graph);
    },
    onReplaced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface KnownGraph {
  executor: PlanExecutor;
  owners: FieldOwners;
}

function toKnown({ executor, supergraphSdl }: ServedGraph): KnownGraph {
  return { executor, owners: readFieldOwners(buildSchema(supergraphSdl, { assumeValidSDL: true })) };
}
