/** The names of the subgraphs in a supergraph, whichever of the two spellings a planner uses for them. */
import { Kind, type DocumentNode } from 'graphql';
import { HubError } from '../errors.js';
import { directivesOf, textArgument } from './sdl-reading.js';

/**
 * Reads `enum join__Graph`: each value (such as `ONESTOP`) → the subgraph's real name (`onestop`).
 * @throws HubError INTERNAL where the document is no supergraph.
 */
export function readSubgraphNames(supergraph: DocumentNode): ReadonlyMap<string, string> {
  return new Map(readGraphs(supergraph).map(({ value, name }) => [value, name]));
}

/** Reads where the subgraphs are, by their real names; empty text where the supergraph names no address. */
export function readSubgraphUrls(supergraph: DocumentNode): ReadonlyMap<string, string> {
  return new Map(readGraphs(supergraph).map(({ name, url }) => [name, url]));
}

function readGraphs(supergraph: DocumentNode): { value: string; name: string; url: string }[] {
  const graphs = supergraph.definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  const values = graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : [];
  const names = values.flatMap((value) =>
    directivesOf(value, 'join__graph').map((graph) => ({
      value: value.name.value,
      name: textArgument(graph, 'name') ?? '',
      url: textArgument(graph, 'url') ?? '',
    })),
  );
  if (names.length === 0)
    throw new HubError('INTERNAL', 'expected a supergraph with enum join__Graph, found none');
  return names;
}
