/**
 * What Apollo does with hashes of operations (APQ): looks them up in the manifest where only trusted documents are answered, or else keeps
 * what clients register, bounded, in this process.
 */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { HubError } from '../errors.js';
import type { GatewayRequest } from './gateway-request.js';
import { hashOperation, type TrustMode } from './trusted-documents.js';

/** The manifest, and how strictly it is kept to. */
export interface TrustSettings {
  mode: TrustMode;
  /** The text behind a hash of the manifest; null where the manifest has none, or where there is none. */
  find(hash: string): string | null;
}

/** Room for texts that clients register, in characters. */
const mostCharacters = 4 * 1024 * 1024;
/** Apollo puts it before every hash. */
const apolloPrefix = 'apq:';
const refusal =
  'only trusted documents are answered here; expected the hash or the text of an operation in the manifest';

/** The cache behind Apollo's persisted queries. */
export function makePersistedOperations({ mode, find: findTrusted }: TrustSettings): PersistedOperations {
  const registered = new LRUCache<string, string>({
    maxSize: mostCharacters,
    sizeCalculation: (text, key) => text.length + key.length,
  });
  const find = (key: string): string | null =>
    findTrusted(key.startsWith(apolloPrefix) ? key.slice(apolloPrefix.length) : key);
  return {
    get: (key) => Promise.resolve(find(key) ?? registered.get(key)),
    set(key, text) {
      if (mode === 'off') registered.set(key, text);
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(registered.delete(key)),
  };
}

type PersistedOperations = NonNullable<
  Exclude<NonNullable<ApolloServerOptionsWithGateway<GatewayRequest>['persistedQueries']>, false>['cache']
>;

/** What may lie in the body of a request, or in the query of its address. */
const operationShape = z.object({
  query: z.string(),
  extensions: z
    .object({ persistedQuery: z.object({ sha256Hash: z.string() }) })
    .optional()
    .catch(undefined),
});

/**
 * Checks a request's operation before it is parsed: that it is trusted, and that its hash is its own. A hash alone is looked up later, and
 * what is no operation is somebody else's to refuse.
 * @throws HubError FORBIDDEN for the text of an operation that is not in the manifest, where only that is answered; BAD_INPUT for
 *   a text under another's hash.
 */
export function checkPersistedRequest(
  { body, query }: { body: unknown; query: unknown },
  trust: TrustSettings,
): void {
  for (const part of [body, query].flat()) {
    const read = operationShape.safeParse(part);
    if (!read.success) continue;
    const { query: text, extensions } = read.data;
    requireTrusted(text, trust);
    const hash = extensions?.persistedQuery.sha256Hash;
    if (hash !== undefined && hash !== hashOperation(text))
      throw new HubError('BAD_INPUT', 'extensions.persistedQuery.sha256Hash: expected the SHA-256 of query');
  }
}

/** @throws HubError FORBIDDEN for an operation that is not in the manifest, where only that is answered */
export function requireTrusted(text: string, { mode, find }: TrustSettings): void {
  if (mode === 'off' || find(hashOperation(text)) !== null) return;
  throw new HubError('FORBIDDEN', refusal);
}
