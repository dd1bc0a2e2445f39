/**
 * An operation as it is under given values of the variables its @skip and @include ask: no conditions, no fragments by name.
 * Each of its nodes stands at one place. Selections may be empty; how they are planned is plannable-operation.ts.
 */
import {
  Kind,
  visit,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { argumentOf } from '../sdl-reading.js';

/** An operation and the fragments of its document. */
export interface AskedOperation {
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

type Variables = Readonly<Record<string, unknown>>;

/** Names of the variables that @skip and @include ask, anywhere in the document. */
export function conditionNames(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** The operation with conditions decided and fragments written out; null where nothing of it is left. */
export function settleOperation(
  { operation, fragments }: AskedOperation,
  variables: Variables,
): OperationDefinitionNode | null {
  const settling = { fragments, variables };
  const selections = settle(operation.selectionSet.selections, settling, new Set());
  if (selections.length === 0) return null;
  return { ...operation, directives: [], selectionSet: toSelectionSet(selections) };
}

interface Settling {
  fragments: AskedOperation['fragments'];
  variables: Variables;
}

/** @param seen fragments already written out here; a second time they would say nothing new */
function settle(
  selections: readonly SelectionNode[],
  settling: Settling,
  seen: Set<string>,
): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (!isIncluded(selection.directives ?? [], settling.variables)) return [];
    if (selection.kind === Kind.FIELD) return [settleField(selection, settling)];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : findFragment(selection.name.value, settling, seen);
    if (fragment === null) return [];
    // What was seen outside was seen inside too, but not the other way round: the fragment may not apply.
    const inside = settle(fragment.selectionSet.selections, settling, new Set(seen));
    const on = fragment.typeCondition === undefined ? {} : { typeCondition: fragment.typeCondition };
    return inside.length === 0
      ? []
      : [{ kind: Kind.INLINE_FRAGMENT, ...on, selectionSet: toSelectionSet(inside) }];
  });
}

function settleField(field: FieldNode, settling: Settling): FieldNode {
  const { directives: _, selectionSet, ...rest } = field;
  if (selectionSet === undefined) return rest;
  const below = settle(selectionSet.selections, settling, new Set());
  return { ...rest, selectionSet: toSelectionSet(below) };
}

function findFragment(
  name: string,
  { fragments }: Settling,
  seen: Set<string>,
): FragmentDefinitionNode | null {
  if (seen.has(name)) return null;
  seen.add(name);
  return fragments.get(name) ?? null;
}

/** The selections as a set. */
export function toSelectionSet(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

function isIncluded(directives: readonly DirectiveNode[], variables: Variables): boolean {
  return directives.every((directive) => {
    const name = directive.name.value;
    if (name !== 'skip' && name !== 'include') return true;
    return readCondition(directive, variables) === (name === 'include');
  });
}

function readCondition(directive: DirectiveNode, variables: Variables): boolean {
  const value = argumentOf(directive, 'if');
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value] === true;
  return value?.kind === Kind.BOOLEAN && value.value;
}
