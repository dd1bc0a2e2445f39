/**
 * For who writes operations: how large theirs is, as the limits measure it, in `extensions.size` of the answer to a request with the header
 * `x-operation-size: show`. Demonstration mode only.
 */
import type { ApolloServerPlugin } from '@apollo/server';
import { Kind } from 'graphql';
import type { GatewayRequest } from './gateway-request.js';
import type { LiveGraph } from './live-graph.js';
import { operationLimits } from './operation-limits.js';
import { measureOperation } from './operation-size.js';

const sizeHeader = 'x-operation-size';

/** Makes the plugin. */
export function costExtensionPlugin(ownersOf: LiveGraph['ownersOf']): ApolloServerPlugin<GatewayRequest> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse({ request, document, operation, schema, response }) {
          if (request.http?.headers.get(sizeHeader) !== 'show') return Promise.resolve();
          if (document === undefined || operation === undefined || response.body.kind !== 'single')
            return Promise.resolve();
          const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
          const findFragment = (name: string) => fragments.find((node) => node.name.value === name) ?? null;
          const size = measureOperation(operation, { schema, ownersOf: ownersOf(schema), findFragment });
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, size, limits: operationLimits };
          return Promise.resolve();
        },
      }),
  };
}
