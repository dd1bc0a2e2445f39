/**
 * Operations of a subgraph compiled to code (graphql-jit) once they have been asked often enough. The answers are those of
 * graphql-js, sooner; what cannot be compiled, and what is wrong with variables, stays with graphql-js.
 */
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** When operations are compiled, and how many are kept. */
export interface CompileSettings {
  /** Asked so often by the interpreter first; 0 never compiles. */
  afterHits: number;
  /** An operation was compiled. */
  onCompiled?: () => void;
}

/** What is to be run. */
export interface RunOperation {
  document: DocumentNode;
  variables: Readonly<Record<string, unknown>>;
  context: object;
}

/** Runs the operation compiled; null where graphql-js is to run it. */
export type RunCompiled = (operation: RunOperation) => Promise<ExecutionResult> | ExecutionResult | null;

type Query = (
  root: unknown,
  context: unknown,
  variables: unknown,
) => Promise<ExecutionResult> | ExecutionResult;

/** Plans ask with documents of their own, the same for the same plan; the least recently asked are forgotten first. */
const mostOperations = 300;

/** Makes the compiled side of one subgraph. */
export function makeRunCompiled(
  schema: GraphQLSchema,
  { afterHits, onCompiled }: CompileSettings,
): RunCompiled {
  if (afterHits === 0) return () => null;
  const queries = new LRUCache<DocumentNode, { hits: number; query: Query | null }>({ max: mostOperations });
  return ({ document, variables, context }) => {
    const kept = queries.get(document) ?? { hits: 0, query: null };
    if (kept.hits === 0) queries.set(document, kept);
    kept.hits += 1;
    if (kept.hits === afterHits + 1) {
      kept.query = compile(schema, document);
      if (kept.query !== null) onCompiled?.();
    }
    return kept.query?.(undefined, context, variables) ?? null;
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode): Query | null {
  const compiled = compileQuery(schema, document);
  return isCompiledQuery(compiled)
    ? (root, context, variables) => compiled.query(root, context, variables as Record<string, unknown>)
    : null;
}
