/**
 * How long an answer may be kept by who asked, as the SDL says field by field (`@cacheControl(maxAge:)`, the directive Apollo's routers
 * and servers know). What an operation asks decides, so it is decided once for each; sending it is the gateway's business.
 */
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DirectiveNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { AccessRules } from './access-rules.js';
import { argumentOf, directivesOf } from './sdl-reading.js';

/** Seconds the value of a field may be kept, by `Type.field`; a field that is not there is kept with what it belongs to. */
export type CacheHints = ReadonlyMap<string, number>;

/**
 * Reads them of a supergraph. A field's own hint counts, else that of the type it leads to; what leads to objects without either may not
 * be kept, nor may what is asked of the caller's rights.
 */
export function readCacheHints(supergraph: GraphQLSchema, rules: AccessRules): CacheHints {
  const roots = [supergraph.getQueryType(), supergraph.getMutationType(), supergraph.getSubscriptionType()];
  const hints = new Map<string, number>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const isRoot = isObjectType(type) && roots.includes(type);
    for (const field of Object.values(type.getFields())) {
      const isGuarded = rules(type.name, field.name).length > 0;
      const hint = isGuarded ? 0 : findHint(field, isRoot);
      if (hint !== null) hints.set(`${type.name}.${field.name}`, hint);
    }
  }
  return hints;
}

function findHint(field: GraphQLField<unknown, unknown>, isRoot: boolean): number | null {
  const type = getNamedType(field.type);
  const hint = readHint(field.astNode) ?? readHint(type.astNode);
  return hint ?? (isRoot || isCompositeType(type) ? 0 : null);
}

function readHint(
  node: { readonly directives?: readonly DirectiveNode[] | undefined } | null | undefined,
): number | null {
  const [directive] = node == null ? [] : directivesOf(node, 'cacheControl');
  const value = directive === undefined ? null : argumentOf(directive, 'maxAge');
  return value?.kind === Kind.INT ? Number(value.value) : null;
}

/** Seconds an answer of these fields, `Type.field` each, may be kept: as long as the least of them. */
export function toMaxAgeS(coordinates: readonly string[], hints: CacheHints): number {
  const found = coordinates.flatMap((coordinate) => hints.get(coordinate) ?? []);
  return found.length === 0 ? 0 : Math.min(...found);
}
