/** One log line per operation, one count, and a line per error that was masked from the client. Never variables, never data. */
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import { isMasked } from './error-body.js';
import type { Logger } from '../logger.js';
import type { OperationSeen } from './graph-metrics.js';
import type { GatewayRequest } from './gateway-request.js';

/** Apollo plugin that writes operation, duration, error codes and what the caller was given access for, under the request's id. */
export function requestLogPlugin(
  onAnswered: (seen: OperationSeen) => void,
): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => {
      const startedAt = performance.now();
      return Promise.resolve({
        didEncounterErrors(asked) {
          logMasked(asked.errors, toLogged(asked));
          return Promise.resolve();
        },
        willSendResponse: async ({ response, contextValue, operationName, queryHash }) => {
          const { data, errors = [] } = response.body.kind === 'single' ? response.body.singleResult : {};
          const codes =
            errors.length === 0
              ? noCodes
              : [...new Set(errors.map(({ extensions }) => extensions?.['code']))];
          const durationMs = performance.now() - startedAt;
          const told = { operation: operationName, durationMs: Math.round(durationMs), codes };
          contextValue.log.info({ ...told, purpose: contextValue.purpose }, 'answered an operation');
          const outcome = errors.length === 0 ? 'ok' : data == null ? 'failed' : 'partial';
          onAnswered({ hash: queryHash ?? null, outcome, durationMs });
          return Promise.resolve();
        },
      });
    },
  };
}

const noCodes: readonly unknown[] = [];

/** Writes what clients are not told of these errors. */
export function logMasked(errors: readonly GraphQLError[], { log, operation }: LoggedOperation): void {
  for (const error of errors.filter(isMasked))
    log.error({ err: error.originalError ?? error, path: error.path, operation }, 'masked an error');
}

/** Where errors of an operation are written. */
export interface LoggedOperation {
  log: Logger;
  operation?: string | null | undefined;
}

/** An operation as it is logged. */
export function toLogged({
  contextValue: { log },
  operationName,
}: Pick<GraphQLRequestContext<GatewayRequest>, 'contextValue'> & {
  operationName?: string | null;
}): LoggedOperation {
  return { log, operation: operationName };
}
