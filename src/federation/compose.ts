/** Subgraph SDL → the supergraph a planner reads and the schema clients see. Pure; files are compose-cli.ts. */
import { createHash } from 'node:crypto';
import { composeServices, sortSDL } from '@theguild/federation-composition';
import {
  buildASTSchema,
  DirectiveLocation,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  type DirectiveDefinitionNode,
  type DirectiveNode,
  type GraphQLSchema,
} from 'graphql';
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
    apiSdl: `${printSchema(lexicographicSortSchema(toClientSchema(publicSdl)))}\n`,
    hash: hashSubgraphs(subgraphs),
  };
}

/** Without directives that no operation can bear: they were for gateways. */
function toClientSchema(publicSdl: string): GraphQLSchema {
  const document = parse(publicSdl);
  const left = new Set(
    document.definitions.flatMap((node) =>
      node.kind === Kind.DIRECTIVE_DEFINITION && !node.locations.some(({ value }) => forOperations.has(value))
        ? [node.name.value]
        : [],
    ),
  );
  const leave = ({ name }: DirectiveNode | DirectiveDefinitionNode) =>
    left.has(name.value) ? null : undefined;
  return buildASTSchema(visit(document, { Directive: leave, DirectiveDefinition: leave }));
}

const forOperations: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/** SHA-256, in hexadecimal, of the subgraphs' names and texts. */
export function hashSubgraphs(subgraphs: readonly SubgraphSdl[]): string {
  const texts = inOrder(subgraphs).map(({ name, typeDefs }) => [name, typeDefs]);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

function inOrder(subgraphs: readonly SubgraphSdl[]): SubgraphSdl[] {
  return [...subgraphs].sort((a, b) => (a.name < b.name ? -1 : 1));
}
