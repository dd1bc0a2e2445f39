/**
 * The one place where @authenticated and @requiresScopes of an SDL are read, and where a subgraph's own fields get the check around
 * them that holds whoever asks it. What the check decides is the guard's business; a refused field is null and adds the guard's
 * error. The gateway refuses before it plans (access-rules.ts).
 */
import { defaultFieldResolver, isObjectType, valueFromASTUntyped } from 'graphql';
import type { ConstDirectiveNode, GraphQLField, GraphQLSchema } from 'graphql';
import { argumentOf } from './sdl-reading.js';

/** What a field asks of the caller; `scopes` reads "all of one of these lists". */
export type AccessDirective =
  | { readonly name: 'authenticated' }
  | { readonly name: 'requiresScopes'; readonly scopes: readonly (readonly string[])[] };

/** Throws when the caller in `context` may not read a field that carries `directive`. */
export type AccessGuard<Context> = (directive: AccessDirective, context: Context) => void;

/** A field that asks something of the caller; `coordinate` is `Type.field`. */
export interface GuardedField {
  coordinate: string;
  field: GraphQLField<unknown, unknown>;
  directives: readonly AccessDirective[];
}

/** Every field of the schema that carries access directives. */
export function guardedFields(schema: GraphQLSchema): GuardedField[] {
  const objects = Object.values(schema.getTypeMap()).filter(isObjectType);
  return objects.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const directives = field.astNode == null ? [] : readAccessDirectives(field.astNode);
      return directives.length === 0 ? [] : [{ coordinate: `${type.name}.${field.name}`, field, directives }];
    }),
  );
}

/** Puts the guard in front of each field's resolver. */
export function guardFields<Context>(fields: readonly GuardedField[], guard: AccessGuard<Context>): void {
  for (const { field, directives } of fields) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (parent, args, context, info) => {
      for (const directive of directives) guard(directive, context as Context);
      return resolve(parent, args, context, info);
    };
  }
}

/** The node of whatever can carry directives. */
export interface DirectiveHolder {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** What the node of a field or of a type asks of the caller. */
export function readAccessDirectives({ directives = [] }: DirectiveHolder): AccessDirective[] {
  return directives.flatMap(toAccessDirective);
}

function toAccessDirective(node: ConstDirectiveNode): AccessDirective[] {
  if (node.name.value === 'authenticated') return [{ name: 'authenticated' }];
  if (node.name.value !== 'requiresScopes') return [];
  const given = argumentOf(node, 'scopes');
  return [{ name: 'requiresScopes', scopes: given === null ? [] : toLists(valueFromASTUntyped(given)) }];
}

/** GraphQL lets a single value stand for a list of one, at both depths. */
function toLists(value: unknown): string[][] {
  const outer = Array.isArray(value) ? (value as unknown[]) : [value];
  return outer.map((inner) => (Array.isArray(inner) ? inner : [inner]).map(String));
}
