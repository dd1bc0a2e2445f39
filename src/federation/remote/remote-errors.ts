/** Errors as a subgraph elsewhere tells them → errors of the hub. What it says under a code of ours is believed; the rest is masked. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { errorCodes, HubError, type ErrorCode } from '../../errors.js';

/** Makes one error of ours of one in a subgraph's answer, whatever it looks like. */
export function toRemoteError(subgraph: string, told: unknown): GraphQLError {
  const { message, path, extensions } = (told ?? {}) as Partial<GraphQLFormattedError>;
  const text = typeof message === 'string' ? message : 'an error without message';
  const place = Array.isArray(path) ? { path: path as readonly (string | number)[] } : {};
  const code = extensions?.['code'];
  if (!isErrorCode(code)) return new GraphQLError(text, { ...place, originalError: unknownError(subgraph) });
  const source = extensions?.['source'];
  const detail = typeof source === 'string' ? { source } : {};
  return new GraphQLError(text, { ...place, originalError: new HubError(code, text, detail) });
}

function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}

function unknownError(subgraph: string): HubError {
  return new HubError('SOURCE_INVALID', `${subgraph} told an error without a code`, { source: subgraph });
}
