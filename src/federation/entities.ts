/**
 * The part of a subgraph that the planner calls: `_service` (its SDL) and `_entities` (a type by its key), as the
 * Federation subgraph specification names them.
 */
import type { GraphQLResolveInfo } from 'graphql';
import { HubError, toMessage } from '../errors.js';

/** `__resolveReference`: a representation (its `__typename` and key fields) → the entity, or null where there is none. */
export type ResolveReference = (reference: never, context: never, info: GraphQLResolveInfo) => unknown;

/** Resolvers of the federation fields by type. */
type FederationResolvers = Record<string, Record<string, (...given: never) => unknown>>;

interface Representation {
  readonly __typename: string;
}

/** SDL of the federation fields; without entities there is no `_entities`. A subgraph may have no query of its own. */
export function entitySdl(entities: readonly string[], hasQuery: boolean): string {
  const service = `type _Service { sdl: String! } ${hasQuery ? 'extend ' : ''}type Query { _service: _Service! }`;
  if (entities.length === 0) return service;
  return `${service} scalar _Any union _Entity = ${entities.join(' | ')}
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`;
}

/** Resolvers for `entitySdl`. Every representation is answered on its own: one that fails nulls itself alone. */
export function entityResolvers(
  typeDefs: string,
  references: ReadonlyMap<string, ResolveReference>,
): FederationResolvers {
  const service = { _service: () => ({ sdl: typeDefs }) };
  if (references.size === 0) return { Query: service };
  const entities = (
    _: unknown,
    { representations }: { representations: readonly Representation[] },
    context: never,
    info: GraphQLResolveInfo,
  ) =>
    representations.map((representation) => {
      const { __typename } = representation;
      const resolve = references.get(__typename);
      if (resolve === undefined) return Promise.reject(unknownType(__typename));
      // Promises are made for those alone that have to wait: there are many entities in an answer.
      try {
        const entity = resolve(representation as never, context, info);
        return entity instanceof Promise
          ? entity.then((found: unknown) => toEntity(__typename, found))
          : toEntity(__typename, entity);
      } catch (thrown) {
        return Promise.reject(thrown instanceof Error ? thrown : new Error(toMessage(thrown)));
      }
    });
  return {
    Query: { ...service, _entities: entities },
    _Entity: { __resolveType: (entity: Representation) => entity.__typename },
  };
}

function toEntity(__typename: string, found: unknown): object | null {
  return isObject(found) ? { __typename, ...found } : null;
}

function unknownType(name: string): HubError {
  return new HubError('INTERNAL', `asked for entity ${name}, which this subgraph does not resolve`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
