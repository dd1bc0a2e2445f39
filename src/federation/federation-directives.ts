/**
 * The Federation 2 directives the hub allows: those every open router runs. Definitions, for subgraph schemas;
 * the specification gives their meaning (https://www.apollographql.com/docs/graphos/reference/federation/directives).
 */

const definitions = {
  key: 'directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE',
  shareable: 'directive @shareable repeatable on OBJECT | FIELD_DEFINITION',
  external: 'directive @external on OBJECT | FIELD_DEFINITION',
  requires: 'directive @requires(fields: federation__FieldSet!) on FIELD_DEFINITION',
  provides: 'directive @provides(fields: federation__FieldSet!) on FIELD_DEFINITION',
  override: 'directive @override(from: String!) on FIELD_DEFINITION',
  inaccessible: `directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
    | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`,
  tag: `directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
    | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION`,
  authenticated: 'directive @authenticated on FIELD_DEFINITION',
  requiresScopes: 'directive @requiresScopes(scopes: [[federation__Scope!]!]!) on FIELD_DEFINITION',
  composeDirective: 'directive @composeDirective(name: String!) repeatable on SCHEMA',
  link: 'directive @link(url: String!, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA',
} as const;

/** Understood in a subgraph, but not allowed in ours: routers run it unevenly. */
const interfaceObject = 'directive @interfaceObject on OBJECT';

/**
 * Federation's composer leaves out what it does not know, so an SDL that uses this one defines it and has it composed. It is Apollo's
 * (https://www.apollographql.com/docs/apollo-server/performance/caching), without what the hub does not read.
 */
export const cacheControlSdl = 'directive @cacheControl(maxAge: Int!) on FIELD_DEFINITION | OBJECT';

/** Names, without `@`, of the directives an SDL of ours may use. */
export const allowedDirectives: ReadonlySet<string> = new Set([...Object.keys(definitions), 'cacheControl']);

/** Definitions of what a subgraph understands, and of the scalars their arguments need. */
export const directiveSdl = `
  scalar federation__FieldSet
  scalar federation__Scope
  scalar link__Import
  enum link__Purpose { SECURITY EXECUTION }
  ${[...Object.values(definitions), interfaceObject].join('\n  ')}
`;
