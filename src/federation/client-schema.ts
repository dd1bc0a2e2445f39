/** The schema clients see of a supergraph from elsewhere, as the planner reads it. The hub's own is composed (compose.ts). */
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { buildASTSchema, parse, visit, type GraphQLSchema } from 'graphql';

/** Reads it: without joins, links and whatever is inaccessible. Names of introspection, which every schema has, are left to GraphQL. */
export function readClientSchema(supergraphSdl: string): GraphQLSchema {
  const withoutReserved = (node: { name: { value: string } }) =>
    node.name.value.startsWith('__') ? null : undefined;
  const document = visit(parse(new QueryPlanner(supergraphSdl).consumerSchema), {
    FieldDefinition: withoutReserved,
    ObjectTypeDefinition: withoutReserved,
    EnumTypeDefinition: withoutReserved,
  });
  return buildASTSchema(document);
}
