/** Whether a type satisfies a type condition; asked for every entity on a path, so the answers are kept. */
import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';

/** True where `typename` is one of the types, or implements or belongs to one of them. */
export type TypeMatcher = (typename: string, types: readonly string[]) => boolean;

/** Makes the matcher for the types of a supergraph. */
export function makeTypeMatcher(schema: GraphQLSchema): TypeMatcher {
  const known = new Map<string, ReadonlySet<string>>();
  const getSupertypes = (typename: string): ReadonlySet<string> => {
    const found = known.get(typename);
    if (found !== undefined) return found;
    const supertypes = findSupertypes(schema, typename);
    // A subgraph's answer must not fill the map with names of its own.
    if (schema.getType(typename) !== undefined) known.set(typename, supertypes);
    return supertypes;
  };
  return (typename, types) =>
    types.includes(typename) || types.some((type) => getSupertypes(typename).has(type));
}

function findSupertypes(schema: GraphQLSchema, typename: string): ReadonlySet<string> {
  const type = schema.getType(typename);
  if (!isObjectType(type)) return new Set();
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  return new Set(abstract.filter((one) => schema.isSubType(one, type)).map(({ name }) => name));
}
