/**
 * SDL and resolvers → one executable subgraph: adds what Federation asks of a subgraph (`_service`, `_entities`) and
 * stops the start when a resolver was forgotten. Knows nothing of the domain; composing is compose.ts.
 */
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLScalarType, parse } from 'graphql';
import type { DocumentNode, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { HubError, toMessage } from '../errors.js';
import { guardedFields, guardFields, type AccessGuard } from './access-directives.js';
import { entityResolvers, entitySdl, type ResolveReference } from './entities.js';
import { directiveSdl } from './federation-directives.js';
import { entityTypeNames, objectNodes, rootTypeNames, scalarNames } from './sdl-reading.js';

/** A field resolver; parent and arguments are typed by whoever writes it. */
export type FieldResolver<Context> = (
  parent: never,
  args: never,
  context: Context,
  info: GraphQLResolveInfo,
) => unknown;

/** Resolvers of one object type; `__resolveReference(reference, context)` where it has a key. */
export type TypeResolvers<Context> = Readonly<Record<string, FieldResolver<Context>>> & {
  readonly __resolveReference?: (reference: never, context: Context, info: GraphQLResolveInfo) => unknown;
};

/** Resolvers of a subgraph by type; scalars as they are. */
export type SubgraphResolvers<Context> = Readonly<Record<string, GraphQLScalarType | TypeResolvers<Context>>>;

/** What a subgraph is made of. */
export interface SubgraphParts<Context> {
  /** One lower-case word: the stem of its SDL file and of its resolver file. */
  name: string;
  typeDefs: string;
  resolvers: SubgraphResolvers<Context>;
  /** Required where the SDL has @authenticated or @requiresScopes. */
  guard?: AccessGuard<Context>;
}

/** A subgraph ready to be composed (`typeDefs`) and run (`schema`). */
export interface Subgraph {
  name: string;
  typeDefs: string;
  schema: GraphQLSchema;
}

/**
 * Builds a subgraph.
 * @throws HubError INTERNAL naming the stem and everything that was forgotten or does not fit.
 */
export function buildSubgraph<Context>(parts: SubgraphParts<Context>): Subgraph {
  const { name, typeDefs, resolvers, guard } = parts;
  const document = parse(typeDefs);
  const forgotten = forgottenResolvers(document, resolvers);
  if (forgotten.length > 0)
    throw toFault(
      name,
      forgotten.map((coordinate) => `no resolver for ${coordinate}`),
    );
  const schema = makeSchema(parts, document);
  const guarded = guardedFields(schema);
  if (guard === undefined && guarded.length > 0) {
    throw toFault(
      name,
      guarded.map(({ coordinate }) => `no guard given for ${coordinate}`),
    );
  }
  if (guard !== undefined) guardFields(guarded, guard);
  return { name, typeDefs, schema };
}

/**
 * Scalars, references, root fields and fields with arguments: what no property of a parent can answer. Subscriptions are
 * the gateway's: it follows what happens and asks a query for each.
 */
function forgottenResolvers<Context>(
  document: DocumentNode,
  resolvers: SubgraphResolvers<Context>,
): string[] {
  const has = (type: string, field: string): boolean => Object.hasOwn(resolvers[type] ?? {}, field);
  const questions = objectNodes(document).filter(({ name: { value: type } }) => type !== 'Subscription');
  const fields = questions.flatMap(({ name: { value: type }, fields }) =>
    (fields ?? [])
      .filter((field) => rootTypeNames.has(type) || (field.arguments ?? []).length > 0)
      .filter((field) => !has(type, field.name.value))
      .map((field) => `${type}.${field.name.value}`),
  );
  const references = entityTypeNames(document).filter((type) => !has(type, '__resolveReference'));
  const scalars = scalarNames(document).filter((name) => !(resolvers[name] instanceof GraphQLScalarType));
  return [...fields, ...references.map((type) => `${type}.__resolveReference`), ...scalars];
}

function makeSchema<Context>(parts: SubgraphParts<Context>, document: DocumentNode): GraphQLSchema {
  const { name, typeDefs, resolvers } = parts;
  const hasQuery = objectNodes(document).some((node) => node.name.value === 'Query');
  const federationSdl = entitySdl(entityTypeNames(document), hasQuery);
  const references = new Map<string, ResolveReference>();
  const fields = Object.entries(resolvers).map(([type, given]) => {
    if (given instanceof GraphQLScalarType) return [type, given] as const;
    const { __resolveReference: reference, ...rest } = given;
    if (reference !== undefined) references.set(type, reference);
    return [type, rest] as const;
  });
  try {
    return makeExecutableSchema({
      typeDefs: [directiveSdl, typeDefs, federationSdl],
      resolvers: [Object.fromEntries(fields), entityResolvers(typeDefs, references)],
    });
  } catch (thrown) {
    throw toFault(name, [toMessage(thrown)], thrown);
  }
}

function toFault(name: string, faults: readonly string[], cause?: unknown): HubError {
  const message = `subgraph ${name}: resolvers and schema/${name}.graphql differ:\n  ${faults.join('\n  ')}`;
  return new HubError('INTERNAL', message, { cause });
}
