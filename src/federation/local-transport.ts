/** The transport to subgraphs that live in this process: no serialisation, no network, the caller's own context. */
import { execute, GraphQLError, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { HubError } from '../errors.js';
import type { SubgraphTransport } from './plan-executor.js';

/** Makes the transport over subgraphs by name; asking for another name rejects with INTERNAL. */
export function makeLocalTransport(
  subgraphs: readonly { name: string; schema: GraphQLSchema }[],
): SubgraphTransport {
  const schemas = new Map(subgraphs.map(({ name, schema }) => [name, schema]));
  return async (subgraph, { document, variables, context, signal }) => {
    signal.throwIfAborted();
    const schema = schemas.get(subgraph);
    if (schema === undefined) throw new HubError('INTERNAL', `no subgraph ${subgraph} runs in this process`);
    const result = await execute({ schema, document, variableValues: variables, contextValue: context });
    return { ...result, ...withBadInput(result) };
  };
}

/**
 * The planner checks custom scalars nowhere, so their faults appear in the subgraph: as a request error for a
 * variable, as a field error with the literal's node for an argument. Both are the caller's.
 */
function withBadInput({ data, errors }: ExecutionResult): Pick<ExecutionResult, 'errors'> {
  if (errors === undefined) return {};
  const isRequestError = data === undefined;
  return {
    errors: errors.map((error) =>
      isRequestError || isArgumentFault(error.originalError) ? toBadInput(error) : error,
    ),
  };
}

function isArgumentFault(original: Error | null | undefined): boolean {
  return original instanceof GraphQLError && original.message.startsWith('Argument "');
}

function toBadInput(error: GraphQLError): GraphQLError {
  const originalError = new HubError('BAD_INPUT', error.message, { cause: error });
  return new GraphQLError(error.message, { path: error.path, originalError });
}
