/** The graph's schema in the shape of the `gateway` Apollo Server asks for; with it another can take its place. What runs operations is graph-execution.ts. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { HubError } from '../errors.js';
import type { GatewayRequest } from './gateway-request.js';
import type { LiveGraph, OnGraph } from './live-graph.js';

type ApolloGateway = ApolloServerOptionsWithGateway<GatewayRequest>['gateway'];

/** Makes the gateway object. */
export function makeApolloGateway(graph: LiveGraph): ApolloGateway {
  const endings: (() => void)[] = [];
  const listeners = new Set<OnGraph>();
  return {
    onSchemaLoadOrUpdate(callback) {
      const listener: OnGraph = ({ apiSchema, supergraphSdl }) =>
        callback({ apiSchema, coreSupergraphSdl: supergraphSdl });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: async () => {
      const tell: OnGraph = (current) => {
        for (const listener of listeners) listener(current);
      };
      tell(graph.now());
      endings.push(graph.onReplaced(tell));
      return Promise.resolve({ executor: refuse });
    },
    stop() {
      for (const end of endings.splice(0)) end();
      return Promise.resolve();
    },
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new HubError('INTERNAL', 'an operation was not answered by the plugin that does'));
}
