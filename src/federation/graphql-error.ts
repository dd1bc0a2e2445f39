/** Whatever a subgraph, a transport or a library calls an error, as the one kind that clients can be told. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { HubError } from '../errors.js';

/** A GraphQLError as it is, any other error wrapped, a plain object read as errors are told over HTTP. */
export function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof Error) return new GraphQLError(error.message, { originalError: error });
  const { message, path, extensions } = error as Partial<GraphQLFormattedError>;
  return new GraphQLError(message ?? 'an error without message', { path, extensions });
}

/** What graphql-js says of an operation or its variables, as the caller's to mend. */
export function toBadInput({ message, nodes, path }: GraphQLError): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    path,
    originalError: new HubError('BAD_INPUT', message),
  });
}
