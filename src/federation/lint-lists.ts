/** Lint rule: a list of objects is a page of a connection, or is named in bounded-lists.json with the reason. */
import { Kind, type FieldDefinitionNode, type TypeNode } from 'graphql';
import type { LintedSubgraph } from './linted-subgraph.js';
import { objectNodes } from './sdl-reading.js';

const leafKinds: ReadonlySet<string> = new Set([Kind.SCALAR_TYPE_DEFINITION, Kind.ENUM_TYPE_DEFINITION]);
const specifiedScalars = ['Int', 'Float', 'String', 'Boolean', 'ID'];

/** Lists of objects that are neither paged nor bounded; connections without `first` and `after`. */
export function lintLists({ document, boundedLists }: LintedSubgraph): string[] {
  const leaves = document.definitions.flatMap((node) =>
    leafKinds.has(node.kind) && 'name' in node && node.name !== undefined ? [node.name.value] : [],
  );
  const isLeaf = (name: string): boolean => specifiedScalars.includes(name) || leaves.includes(name);
  return objectNodes(document).flatMap(({ name: { value: type }, fields }) =>
    (fields ?? []).flatMap((field) => {
      const coordinate = `${type}.${field.name.value}`;
      const { isList, named } = readType(field.type);
      if (named.endsWith('Connection') && !isPaged(field))
        return [`${coordinate} needs the arguments first and after`];
      const isExempt = !isList || isLeaf(named) || type.endsWith('Connection') || coordinate in boundedLists;
      return isExempt
        ? []
        : [`${coordinate} is a list that may grow: page it, or name it in bounded-lists.json`];
    }),
  );
}

function isPaged(field: FieldDefinitionNode): boolean {
  const names = (field.arguments ?? []).map((argument) => argument.name.value);
  return names.includes('first') && names.includes('after');
}

function readType(type: TypeNode): { isList: boolean; named: string } {
  if (type.kind === Kind.NAMED_TYPE) return { isList: false, named: type.name.value };
  const inner = readType(type.type);
  return { isList: inner.isList || type.kind === Kind.LIST_TYPE, named: inner.named };
}
