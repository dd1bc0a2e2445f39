/** Apollo's store of parsed and validated documents, bounded by the letters they were parsed from. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GatewayRequest } from './gateway-request.js';

/** Letters of all documents that are kept; each takes some eighty bytes. Apollo's own store counts their JSON, which is a quarter of what they hold. */
const mostCharacters = 500_000;

type DocumentStore = NonNullable<ApolloServerOptionsWithGateway<GatewayRequest>['documentStore']>;

/** Makes the store of one server. */
export function makeKeptDocuments(): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: mostCharacters,
    sizeCalculation: ({ loc }) => loc?.source.body.length ?? mostCharacters,
  });
  return {
    get: (hash) => Promise.resolve(documents.get(hash)),
    set(hash, document) {
      documents.set(hash, document);
      return Promise.resolve();
    },
    delete: (hash) => Promise.resolve(documents.delete(hash)),
  };
}
