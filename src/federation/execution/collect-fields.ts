/** Which fields of an object a settled operation asks for, in the order GraphQL answers them (specification, section 6.3.2). */
import {
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** A field as the client will see it: one key, however often it was written. */
export interface AskedField {
  readonly key: string;
  /** The first time it was written. */
  readonly node: FieldNode;
  /** What was asked below it, one selection set for each time it was written. */
  readonly below: readonly SelectionSetNode[];
}

/** The fields asked of an object of this type. */
export function collectFields(
  typename: string,
  selectionSets: readonly SelectionSetNode[],
  schema: GraphQLSchema,
): AskedField[] {
  const fields: Collecting['fields'] = new Map();
  for (const set of selectionSets) collect(set.selections, { typename, schema, fields });
  return [...fields].map(([key, field]) => ({ key, ...field }));
}

interface Collecting {
  typename: string;
  schema: GraphQLSchema;
  fields: Map<string, { node: FieldNode; below: SelectionSetNode[] }>;
}

function collect(selections: readonly SelectionNode[], into: Collecting): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (applies(selection.typeCondition?.name.value, into))
        collect(selection.selectionSet.selections, into);
    } else if (selection.kind === Kind.FIELD) {
      const { alias, name, selectionSet } = selection;
      const key = (alias ?? name).value;
      const field = into.fields.get(key) ?? { node: selection, below: [] };
      if (selectionSet !== undefined) field.below.push(selectionSet);
      into.fields.set(key, field);
    }
  }
}

function applies(condition: string | undefined, { typename, schema }: Collecting): boolean {
  if (condition === undefined || condition === typename) return true;
  const type = schema.getType(condition);
  const actual = schema.getType(typename);
  return isAbstractType(type) && isObjectType(actual) && schema.isSubType(type, actual);
}
