/**
 * Interfaces that some subgraph knows as one object type (`@interfaceObject`). It cannot tell what an object of them really is: to
 * ask for its type costs a fetch from a subgraph that can, so that is left out where the answer would be the same without.
 */
import { isInterfaceType, isObjectType, type GraphQLInterfaceType, type GraphQLSchema } from 'graphql';
import { booleanArgument, directivesOf } from '../sdl-reading.js';

/** By interface, the fields whose answer does not depend on the type of the object. */
export type InterfaceObjects = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads them of a supergraph (join specification v0.3) and the schema clients see of it. */
export function readInterfaceObjects(supergraph: GraphQLSchema, apiSchema: GraphQLSchema): InterfaceObjects {
  const found = new Map<string, ReadonlySet<string>>();
  for (const whole of Object.values(supergraph.getTypeMap())) {
    const seen = apiSchema.getType(whole.name);
    if (!isInterfaceType(whole) || !isInterfaceType(seen) || !isObjectSomewhere(whole)) continue;
    const types = supergraph.getPossibleTypes(whole).map(({ name }) => apiSchema.getType(name));
    // An object of a type clients may not see is null to them: there its type always counts.
    const fields = types.every(isObjectType) ? Object.values(seen.getFields()) : [];
    const alike = fields.filter(({ name, type }) =>
      types.every((one) => isObjectType(one) && String(one.getFields()[name]?.type) === String(type)),
    );
    found.set(whole.name, new Set(alike.map(({ name }) => name)));
  }
  return found;
}

function isObjectSomewhere({ astNode }: GraphQLInterfaceType): boolean {
  const joins = astNode == null ? [] : directivesOf(astNode, 'join__type');
  return joins.some((join) => booleanArgument(join, 'isInterfaceObject') === true);
}
