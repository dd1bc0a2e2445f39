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

/** The compiled side of one subgraph. */
export interface CompiledOperations {
  /** Runs the operation compiled; null where graphql-js is to run it. */
  run(operation: RunOperation): Promise<ExecutionResult> | ExecutionResult | null;
  /** Compiles it before anybody asks. */
  warm(document: DocumentNode): void;
}

type Query = (
  root: unknown,
  context: unknown,
  variables: unknown,
) => Promise<ExecutionResult> | ExecutionResult;

/** Plans ask with documents of their own, the same for the same plan; the least recently asked are forgotten first. */
const mostOperations = 300;

/** Makes the compiled side of one subgraph. */
export function makeCompiledOperations(
  schema: GraphQLSchema,
  { afterHits, onCompiled }: CompileSettings,
): CompiledOperations {
  if (afterHits === 0) return { run: () => null, warm: () => undefined };
  const queries = new LRUCache<DocumentNode, { hits: number; query: Query | null }>({ max: mostOperations });
  const getKept = (document: DocumentNode) => {
    const kept = queries.get(document) ?? { hits: 0, query: null };
    if (kept.hits === 0) queries.set(document, kept);
    return kept;
  };
  const compileNow = (document: DocumentNode): Query | null => {
    const query = compile(schema, document);
    if (query !== null) onCompiled?.();
    return query;
  };
  return {
    run({ document, variables, context }) {
      const kept = getKept(document);
      kept.hits += 1;
      if (kept.hits === afterHits + 1) kept.query = compileNow(document);
      return kept.query?.(undefined, context, variables) ?? null;
    },
    warm(document) {
      const kept = getKept(document);
      if (kept.hits > afterHits) return;
      kept.hits = afterHits + 1;
      kept.query = compileNow(document);
    },
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode): Query | null {
  const compiled = compileQuery(schema, document);
  return isCompiledQuery(compiled)
    ? (root, context, variables) => compiled.query(root, context, variables as Record<string, unknown>)
    : null;
}
