/** Questions asked of a parsed SDL document, by whoever builds, lints or composes it. */
import { Kind, parse, type DirectiveNode, type DocumentNode, type ValueNode } from 'graphql';
import type { ObjectTypeDefinitionNode, ObjectTypeExtensionNode } from 'graphql';

/** Names of the types every operation starts from. */
export const rootTypeNames: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** An object type as one SDL writes it. */
export type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** Object types, whether defined or extended. */
export function objectNodes(document: DocumentNode): ObjectNode[] {
  return document.definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
}

/** Names of scalars the document defines. */
export function scalarNames(document: DocumentNode): string[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.SCALAR_TYPE_DEFINITION ? [node.name.value] : [],
  );
}

/** Names of the types the subgraph resolves by their key; `@key(resolvable: false)` only refers to one. */
export function entityTypeNames(document: DocumentNode): string[] {
  const entities = objectNodes(document).filter((node) => directivesOf(node, 'key').some(isResolvable));
  return [...new Set(entities.map((node) => node.name.value))];
}

/** The uses of one directive on a node, in the order written. */
export function directivesOf(
  node: { directives?: readonly DirectiveNode[] | undefined },
  name: string,
): DirectiveNode[] {
  return (node.directives ?? []).filter((directive) => directive.name.value === name);
}

/** What is given for an argument of a directive; null where nothing is. */
export function argumentOf(directive: DirectiveNode, name: string): ValueNode | null {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value ?? null;
}

/** The text given for an argument of a directive; null where it is not given or is no text. */
export function textArgument(directive: DirectiveNode, name: string): string | null {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.STRING ? value.value : null;
}

/** The boolean given for an argument of a directive; null where it is not given or is no boolean. */
export function booleanArgument(directive: DirectiveNode, name: string): boolean | null {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.BOOLEAN ? value.value : null;
}

function isResolvable(key: DirectiveNode): boolean {
  return booleanArgument(key, 'resolvable') ?? true;
}

/** Whether the type is an entity that another subgraph owns and describes. */
export function isStub(node: ObjectNode): boolean {
  return directivesOf(node, 'key').length > 0 && !('description' in node && node.description !== undefined);
}

/** Names of the fields at the top of the type's keys. */
export function keyFieldNames(node: ObjectNode): ReadonlySet<string> {
  const keys = directivesOf(node, 'key').map((key) => textArgument(key, 'fields') ?? '');
  return new Set(keys.flatMap((key) => topNames(parse(`{ ${key} }`))));
}

function topNames(document: DocumentNode): string[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? node.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? [field.name.value] : []))
      : [],
  );
}
