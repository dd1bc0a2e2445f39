/** Which subgraphs can answer a field, as the supergraph tells (join specification v0.3). */
import { isInterfaceType, isObjectType, Kind, type DirectiveNode, type GraphQLSchema } from 'graphql';
import { argumentOf, booleanArgument, directivesOf } from './sdl-reading.js';

/** Names of the graphs; null for a field the supergraph does not have. */
export type FieldOwners = (type: string, field: string) => ReadonlySet<string> | null;

/** Reads them of a supergraph. */
export function readFieldOwners(supergraph: GraphQLSchema): FieldOwners {
  const owners = new Map<string, ReadonlySet<string>>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || type.astNode == null) continue;
    const everywhere = directivesOf(type.astNode, 'join__type').flatMap(toGraph);
    for (const field of Object.values(type.getFields())) {
      const joins = field.astNode == null ? [] : directivesOf(field.astNode, 'join__field');
      const own = joins.filter(
        (join) =>
          booleanArgument(join, 'external') !== true && booleanArgument(join, 'usedOverridden') !== true,
      );
      const graphs = own.flatMap(toGraph);
      owners.set(`${type.name}.${field.name}`, new Set(graphs.length === 0 ? everywhere : graphs));
    }
  }
  return (type, field) => owners.get(`${type}.${field}`) ?? null;
}

function toGraph(directive: DirectiveNode): string[] {
  const value = argumentOf(directive, 'graph');
  return value?.kind === Kind.ENUM ? [value.value] : [];
}
