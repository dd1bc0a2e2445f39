/** The transport to subgraphs that live in this process: no serialisation, no network, the caller's own context. */
import { execute, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { HubError } from '../errors.js';
import { makeCompiledOperations, type CompileSettings } from './compiled-operations.js';
import { toBadInput } from './graphql-error.js';
import type { SubgraphTransport } from './plan-executor.js';

/** The transport, which can compile an operation before it is asked. */
export interface LocalTransport extends SubgraphTransport {
  warm(subgraph: string, document: DocumentNode): void;
}

/** As for one subgraph, with its name. */
export interface LocalCompiling extends Pick<CompileSettings, 'afterHits'> {
  onCompiled?: (subgraph: string) => void;
}

/** Makes the transport over subgraphs by name; asking for another name rejects with INTERNAL. */
export function makeLocalTransport(
  subgraphs: readonly { name: string; schema: GraphQLSchema }[],
  { afterHits, onCompiled }: LocalCompiling = { afterHits: 0 },
): LocalTransport {
  const running = new Map(
    subgraphs.map(({ name, schema }) => {
      const compiling = { afterHits, onCompiled: () => onCompiled?.(name) };
      return [name, { schema, compiled: makeCompiledOperations(schema, compiling) }];
    }),
  );
  const ask: SubgraphTransport = async (subgraph, { document, variables, context, signal }) => {
    signal.throwIfAborted();
    const found = running.get(subgraph);
    if (found === undefined) throw new HubError('INTERNAL', `no subgraph ${subgraph} runs in this process`);
    const compiled = await found.compiled.run({ document, variables, context });
    // Without data nothing has run: graphql-js says better what is wrong with the variables.
    const isDone = compiled !== null && compiled.data !== undefined;
    const { schema } = found;
    const result = isDone
      ? compiled
      : await execute({ schema, document, variableValues: variables, contextValue: context });
    return withBadInput(result);
  };
  return Object.assign(ask, {
    warm: (subgraph: string, document: DocumentNode) => running.get(subgraph)?.compiled.warm(document),
  });
}

/**
 * The planner checks custom scalars nowhere, so their faults appear in the subgraph: as a request error for a
 * variable, as a field error with the literal's node for an argument. Both are the caller's.
 */
function withBadInput(result: ExecutionResult): ExecutionResult {
  const { data, errors } = result;
  if (errors === undefined) return result;
  const isRequestError = data === undefined;
  return {
    ...result,
    errors: errors.map((error) =>
      isRequestError || isArgumentFault(error.originalError) ? toBadInput(error) : error,
    ),
  };
}

function isArgumentFault(original: Error | null | undefined): boolean {
  return original instanceof GraphQLError && original.message.startsWith('Argument "');
}
