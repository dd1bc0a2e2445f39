/**
 * The keys fields are fetched under: their own names, never a client's alias, so that no alias can be taken for a key field or
 * a required one, and a value asked under two names is fetched once. Where one name must stand for several things it gets a
 * number in front: where it takes arguments (what is required may give others), below abstract types whose fields differ, and for objects asked under an alias, since a null
 * below one of them must not take the other along.
 */
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  print,
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** What of a schema decides on keys: names that have fields of different shapes. */
export type FieldKeys = ReadonlySet<string>;

/** Where a field is asked for. */
export interface FieldPlace {
  /**
   * Fields at the top keep the client's keys: no key field is there, and a mutation asked twice happens twice. All but `__proto__`, which
   * no program between here and the subgraph need be trusted with.
   */
  isTop: boolean;
  /** Whether objects here, or around, may be of several types. */
  isMixed: boolean;
}

/** Reads the names whose fields differ in shape from type to type. */
export function readFieldKeys(schema: GraphQLSchema): FieldKeys {
  const shapes = new Map<string, string>();
  const differing = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const shape = toShape(field.type);
      if ((shapes.get(field.name) ?? shape) !== shape) differing.add(field.name);
      shapes.set(field.name, shape);
    }
  }
  return differing;
}

/** Makes the function that gives fields of one operation their keys. */
export function makeToKey(keys: FieldKeys) {
  const numbers = new Map<string, number>();
  return (node: FieldNode, field: GraphQLField<unknown, unknown>, place: FieldPlace): string => {
    const key = (node.alias ?? node.name).value;
    if (place.isTop && key !== '__proto__') return key;
    const given = [...(node.arguments ?? [])]
      .sort((a, b) => (a.name.value < b.name.value ? -1 : 1))
      .map(print);
    const shape = place.isMixed && keys.has(field.name) ? toShape(field.type) : '';
    const alias = node.selectionSet === undefined && !place.isTop ? '' : (node.alias?.value ?? '');
    if (field.args.length === 0 && shape === '' && alias === '') return field.name;
    const text = JSON.stringify([field.name, given, shape, alias]);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    // GraphQL keeps names that begin with two underscores to itself, so no field of a schema has this one.
    return `__${number}_${field.name}`;
  };
}

/** What GraphQL's validation compares of two fields under one key: lists, nulls, and the type of a leaf. */
function toShape(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${toShape(type.ofType)}!`;
  if (isListType(type)) return `[${toShape(type.ofType)}]`;
  const named = getNamedType(type);
  return isLeafType(named) ? named.name : '{}';
}
