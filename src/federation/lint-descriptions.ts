/** Lint rule: everything a client can meet is described. A stub of another subgraph's entity describes what it adds. */
import { Kind, type DefinitionNode, type FieldDefinitionNode, type StringValueNode } from 'graphql';
import type { LintedSubgraph } from './linted-subgraph.js';
import { isStub, keyFieldNames, type ObjectNode, rootTypeNames } from './sdl-reading.js';

interface Described {
  coordinate: string;
  description: StringValueNode | undefined;
}

/** Types, fields, arguments, enum values and input fields without description. */
export function lintDescriptions({ document }: LintedSubgraph): string[] {
  return document.definitions
    .flatMap(toDescribed)
    .filter(({ description }) => (description?.value ?? '').trim() === '')
    .map(({ coordinate }) => `${coordinate} has no description`);
}

function toDescribed(node: DefinitionNode): Described[] {
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      return objectParts(node);
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [toPart(node), ...fieldParts(node.name.value, node.fields)];
    case Kind.ENUM_TYPE_DEFINITION:
      return [toPart(node), ...(node.values ?? []).map((value) => toPart(value, `${node.name.value}.`))];
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return [toPart(node), ...(node.fields ?? []).map((field) => toPart(field, `${node.name.value}.`))];
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
      return [toPart(node)];
    default:
      return [];
  }
}

function objectParts(node: ObjectNode): Described[] {
  const keys = isStub(node) ? keyFieldNames(node) : new Set<string>();
  const fields = fieldParts(
    node.name.value,
    (node.fields ?? []).filter((field) => !keys.has(field.name.value)),
  );
  const needsNone =
    rootTypeNames.has(node.name.value) || isStub(node) || node.kind === Kind.OBJECT_TYPE_EXTENSION;
  return needsNone ? fields : [toPart(node), ...fields];
}

function fieldParts(type: string, fields: readonly FieldDefinitionNode[] | undefined): Described[] {
  return (fields ?? []).flatMap((field) => {
    const coordinate = `${type}.${field.name.value}`;
    const argumentParts = (field.arguments ?? []).map(({ name, description }) => ({
      coordinate: `${coordinate}(${name.value}:)`,
      description,
    }));
    return [{ coordinate, description: field.description }, ...argumentParts];
  });
}

function toPart(
  node: { name: { value: string }; description?: StringValueNode | undefined },
  prefix = '',
): Described {
  return { coordinate: prefix + node.name.value, description: node.description };
}
