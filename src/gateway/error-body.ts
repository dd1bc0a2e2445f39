/**
 * What a client is told of an error: a message, the path, and `extensions { code, source?, requestId }` with a code of
 * the closed table. Deliberate errors pass; everything else is masked. Logging is request-log.ts.
 */
import {
  GraphQLError,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import { HubError, type ErrorCode } from '../errors.js';

/** HTTP status of an answer that is one error and nothing else. */
export const httpStatuses: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_INPUT: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  SOURCE_UNAVAILABLE: 503,
  SOURCE_REJECTED: 502,
  SOURCE_INVALID: 502,
  RATE_LIMITED: 429,
  INTERNAL: 500,
};

/** Apollo's names for what is the caller's fault: the operation, its variables, the HTTP request around it. */
const badInputCodes: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const maskedMessage = 'internal error';
const tooDeepMessage = 'the operation is nested too deep to be read; ask in two operations';

/** The deliberate error inside whatever wrapped it on its way; null for a bug. */
export function findHubError(error: unknown): HubError | null {
  if (error instanceof HubError) return error;
  return error instanceof GraphQLError ? findHubError(error.originalError) : null;
}

/** The error as the caller's to mend, as what graphql-js says of a document is; one raised on purpose stays as it is. */
export function toBadInput(error: GraphQLError): GraphQLError {
  if (findHubError(error) !== null) return error;
  return new GraphQLError(error.message, { originalError: new HubError('BAD_INPUT', error.message) });
}

/** Whether the client learns nothing of this error but that it happened. */
export function isMasked(error: unknown): boolean {
  const known = findHubError(error);
  if (known !== null) return known.code === 'INTERNAL';
  return !(error instanceof GraphQLError && badInputCodes.has(error.extensions['code']));
}

/** Whether the parser ran out of stack over the operation: what it says of that is of no use to anybody. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof GraphQLError && isTooDeep(error.originalError));
}

/** Apollo's `formatError`. The wrapper's message wins for BAD_INPUT, since graphql-js names the argument there. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { locations, path } = formatted;
  const place = {
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
  };
  if (isMasked(error)) return { message: maskedMessage, ...place, extensions: { code: 'INTERNAL' } };
  const known = findHubError(error);
  if (known === null || known.code === 'BAD_INPUT') {
    const message = isTooDeep(error) ? tooDeepMessage : formatted.message;
    return { message, ...place, extensions: { code: 'BAD_INPUT' } };
  }
  const source = known.source === undefined ? {} : { source: known.source };
  return { message: known.message, ...place, extensions: { code: known.code, ...source } };
}

/** An answer in the form clients are told. */
export function toTold({ data, errors }: ExecutionResult): FormattedExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map((error) => formatError(error.toJSON(), error)) }),
  };
}

/** The same where the answer does not pass `withRequestId`: one of a stream. */
export function toToldEvent(result: ExecutionResult, requestId: string): FormattedExecutionResult {
  const { errors, ...told } = toTold(result);
  return errors === undefined ? told : { ...told, errors: quoteRequestId(errors, requestId) };
}

/** An answer of one error, where no GraphQL operation was reached. */
export function toErrorBody(error: unknown): string {
  const message = findHubError(error)?.message ?? maskedMessage;
  return JSON.stringify({ errors: [formatError({ message }, error)] });
}

/**
 * Writes the request's id into every error of a finished answer. Apollo formats some errors without knowing the
 * request, so this is done once, at the end, for all; Apollo writes `errors` first, which spares the others the parsing.
 */
export function withRequestId(body: string, requestId: string): string {
  if (!body.startsWith('{"errors":')) return body;
  const answer = JSON.parse(body) as { errors: GraphQLFormattedError[] };
  return JSON.stringify({ ...answer, errors: quoteRequestId(answer.errors, requestId) });
}

function quoteRequestId(
  errors: readonly GraphQLFormattedError[],
  requestId: string,
): GraphQLFormattedError[] {
  return errors.map(({ message, extensions, ...rest }) => ({
    message: message === maskedMessage ? `${maskedMessage}; quote request id ${requestId}` : message,
    ...rest,
    extensions: { ...extensions, requestId },
  }));
}
