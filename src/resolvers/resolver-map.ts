/** The form resolvers are written in; src/federation/build-subgraph.ts takes them as they are. */
import type { GraphQLResolveInfo, GraphQLScalarType } from 'graphql';
import type { HubContext } from './context.js';

/** A field's resolver; parent and arguments are typed where it is written. */
export type FieldResolver = (
  parent: never,
  args: never,
  context: HubContext,
  info: GraphQLResolveInfo,
) => unknown;

/** The resolvers of a type by field; an entity's `__resolveReference(reference, context)` finds it by its key. */
export type TypeResolvers = Readonly<Record<string, FieldResolver>> & {
  readonly __resolveReference?: (reference: never, context: HubContext, info: GraphQLResolveInfo) => unknown;
};

/** The resolvers of a subgraph by type. */
export type ResolverMap = Readonly<Record<string, GraphQLScalarType | TypeResolvers>>;
