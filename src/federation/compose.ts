/** Subgraph SDL → the supergraph a planner reads and the schema clients see. Pure; files are compose-cli.ts. */
import { createHash } from 'node:crypto';
import { composeServices, sortSDL } from '@theguild/federation-composition';
import { buildSchema, lexicographicSortSchema, parse, print, printSchema } from 'graphql';
import { HubError } from '../errors.js';
import type { SubgraphSdl } from './read-subgraph-sdl.js';

/** A composed supergraph; `hash` is `hashSubgraphs` of what it was composed from. */
export interface Supergraph {
  supergraphSdl: string;
  apiSdl: string;
  hash: string;
}

/**
 * Composes; the same subgraphs, in whatever order, give the same bytes.
 * @throws HubError BAD_INPUT listing every composition error.
 */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): Supergraph {
  const services = inOrder(subgraphs).map(({ name, typeDefs }) => ({ name, typeDefs: parse(typeDefs) }));
  const { supergraphSdl, publicSdl, errors } = composeServices(services);
  if (errors !== undefined) {
    const lines = errors.map(({ message }) => `\n  ${message}`);
    throw new HubError(
      'BAD_INPUT',
      `the subgraphs do not compose, ${errors.length} error(s):${lines.join('')}`,
    );
  }
  return {
    supergraphSdl: `${print(sortSDL(parse(supergraphSdl)))}\n`,
    apiSdl: `${printSchema(lexicographicSortSchema(buildSchema(publicSdl)))}\n`,
    hash: hashSubgraphs(subgraphs),
  };
}

/** SHA-256, in hexadecimal, of the subgraphs' names and texts. */
export function hashSubgraphs(subgraphs: readonly SubgraphSdl[]): string {
  const texts = inOrder(subgraphs).map(({ name, typeDefs }) => [name, typeDefs]);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

function inOrder(subgraphs: readonly SubgraphSdl[]): SubgraphSdl[] {
  return [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
}
