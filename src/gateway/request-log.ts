/** One log line per operation, and one per error that was masked from the client. Never variables, never data. */
import type { ApolloServerPlugin } from '@apollo/server';
import { isMasked } from './error-body.js';
import type { GatewayRequest } from './gateway-request.js';

/** Apollo plugin that writes operation, duration and error codes under the request's id. */
export function requestLogPlugin(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () => {
      const startedAt = performance.now();
      return Promise.resolve({
        didEncounterErrors: async ({ errors, contextValue, operationName }) => {
          for (const error of errors.filter(isMasked)) {
            const err = error.originalError ?? error;
            contextValue.log.error({ err, path: error.path, operation: operationName }, 'masked an error');
          }
          return Promise.resolve();
        },
        willSendResponse: async ({ response, contextValue, operationName }) => {
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          const codes = [...new Set(errors.map(({ extensions }) => extensions?.['code']))];
          const durationMs = Math.round(performance.now() - startedAt);
          contextValue.log.info({ operation: operationName, durationMs, codes }, 'answered an operation');
          return Promise.resolve();
        },
      });
    },
  };
}
