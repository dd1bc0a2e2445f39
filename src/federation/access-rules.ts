/**
 * What fields of a supergraph ask of the caller, asked before anything is planned: a field that is refused is not planned, and so
 * no subgraph hears of it. What a caller must have is the guard's business.
 */
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import {
  readAccessDirectives,
  type AccessDirective,
  type AccessGuard,
  type DirectiveHolder,
} from './access-directives.js';

/** One demand; the same demand has the same key wherever it is made. */
export interface AccessRule {
  key: string;
  directive: AccessDirective;
}

/** The demands of a field: its own, its interface's, those of its type and of what it answers. None for most. */
export type AccessRules = (type: string, field: string) => readonly AccessRule[];

/** What a caller may not: why, by the key of the rule. */
export type Refusals = ReadonlyMap<string, unknown>;

const none: readonly AccessRule[] = [];
/** The caller may have everything. */
export const nothingRefused: Refusals = new Map();

/** Reads the demands of a supergraph. */
export function readAccessRules(supergraph: GraphQLSchema): AccessRules {
  const rules = new Map<string, readonly AccessRule[]>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const inherited = type.getInterfaces().flatMap((one) => findOwnRules(one, field.name, supergraph));
      const found = [...[field, type, getNamedType(field.type)].flatMap(readRules), ...inherited];
      const byKey = new Map(found.map((rule) => [rule.key, rule]));
      if (byKey.size > 0) rules.set(`${type.name}.${field.name}`, [...byKey.values()]);
    }
  }
  return (type, field) => rules.get(`${type}.${field}`) ?? none;
}

function readRules({ astNode }: { readonly astNode?: DirectiveHolder | null | undefined }): AccessRule[] {
  const directives = astNode == null ? [] : readAccessDirectives(astNode);
  return directives.map((directive) => ({ key: JSON.stringify(directive), directive }));
}

/** What an interface's field demands of itself: composition copies there what some type of the interface demands for its own. */
function findOwnRules(type: GraphQLInterfaceType, name: string, schema: GraphQLSchema): AccessRule[] {
  const rulesOf = (one: GraphQLInterfaceType | GraphQLObjectType): AccessRule[] =>
    [one.getFields()[name] ?? []].flat().flatMap(readRules);
  const copied = new Set(
    schema
      .getPossibleTypes(type)
      .flatMap(rulesOf)
      .map(({ key }) => key),
  );
  return rulesOf(type).filter(({ key }) => !copied.has(key));
}

/** The demands of all these fields, `Type.field` each. */
export function collectAccessRules(coordinates: readonly string[], rules: AccessRules): AccessRule[] {
  const found = coordinates.flatMap((coordinate) => {
    const [type = '', field = ''] = coordinate.split('.');
    return rules(type, field);
  });
  return [...new Map(found.map((rule) => [rule.key, rule])).values()];
}

/** Asks the guard about each demand. */
export function findRefusals<Context>(
  rules: readonly AccessRule[],
  guard: AccessGuard<Context>,
  context: Context,
): Refusals {
  if (rules.length === 0) return nothingRefused;
  const refusals = new Map<string, unknown>();
  for (const { key, directive } of rules) {
    try {
      guard(directive, context);
    } catch (thrown) {
      refusals.set(key, thrown);
    }
  }
  return refusals;
}
