/** Lint rule: an entity has one owner, and whatever another subgraph must answer may be null when that one is down. */
import { Kind, type FieldDefinitionNode, type TypeNode } from 'graphql';
import type { LintedSubgraph } from './linted-subgraph.js';
import { isStub, keyFieldNames, objectNodes, type ObjectNode } from './sdl-reading.js';

/** Entities described twice or never, non-null fields on stubs, non-null references to other subgraphs' entities. */
export function lintOwnership({ name, document, owners }: LintedSubgraph): string[] {
  const isForeign = (type: string): boolean => owners.has(type) && !owners.get(type)?.includes(name);
  return objectNodes(document).flatMap((node) => [
    ...ownerFaults(node, owners),
    ...(node.fields ?? [])
      .filter((field) => field.type.kind === Kind.NON_NULL_TYPE)
      .filter((field) => isForeign(namedType(field.type)) || isAddedToStub(node, field))
      .map(
        (field) => `${node.name.value}.${field.name.value} must be nullable: another subgraph may be down`,
      ),
  ]);
}

function ownerFaults(node: ObjectNode, owners: LintedSubgraph['owners']): string[] {
  const names = owners.get(node.name.value);
  if (names === undefined || names.length === 1) return [];
  const which = names.length === 0 ? 'none' : names.join(', ');
  return [`${node.name.value} must be described by exactly one subgraph, its owner; now ${which}`];
}

function isAddedToStub(node: ObjectNode, field: FieldDefinitionNode): boolean {
  return isStub(node) && !keyFieldNames(node).has(field.name.value);
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
