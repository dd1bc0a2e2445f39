/** Every field an operation may be answered with, as `Type.field`. */
import {
  isAbstractType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** The fields of a document, each once; one asked of an interface is asked of its types too. */
export function collectCoordinates(document: DocumentNode, schema: GraphQLSchema): string[] {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name: { value: field } }) {
        const parent = types.getParentType();
        if (parent === undefined || parent === null || field.startsWith('__')) return;
        found.add(`${parent.name}.${field}`);
        if (isAbstractType(parent))
          for (const { name } of schema.getPossibleTypes(parent)) found.add(`${name}.${field}`);
      },
    }),
  );
  return [...found];
}
