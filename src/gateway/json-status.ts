/**
 * The status the GraphQL-over-HTTP draft wants for `Accept: application/json`: 200 for every well-formed request, also
 * where the operation does not parse or validate. Clients that accept application/graphql-response+json get 400 there.
 */
import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayRequest } from './gateway-request.js';

/** Apollo plugin; runs after errors are formatted, so it knows our codes only. */
export function jsonStatusPlugin(): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: async () =>
      Promise.resolve({
        willSendResponse: async ({ request, response }) => {
          const isNewMediaType = request.http?.headers
            .get('accept')
            ?.includes('application/graphql-response+json');
          const errors = response.body.kind === 'single' ? (response.body.singleResult.errors ?? []) : [];
          const isBadInput = errors.every(({ extensions }) => extensions?.['code'] === 'BAD_INPUT');
          const isWellFormed = typeof request.query === 'string' && request.query !== '';
          if (isNewMediaType !== true && response.http.status === 400 && isWellFormed && isBadInput) {
            response.http.status = 200;
          }
          return Promise.resolve();
        },
      }),
  };
}
