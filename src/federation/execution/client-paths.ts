/** Where a client sees what was fetched: fetched keys back to the keys the client asked under. */
import { Kind, type FieldNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Path } from './data-tree.js';

/** Every path the client asked for that leads to the fetched one; none where the client did not ask for it. */
export function toClientPaths(
  path: Path,
  sets: readonly SelectionSetNode[],
  keyOf: (node: FieldNode) => string,
): Path[] {
  const at = path.findIndex((step) => typeof step === 'string');
  if (at === -1) return [path];
  const positions = path.slice(0, at);
  const rest = path.slice(at + 1);
  const asked = new Map<string, SelectionSetNode[]>();
  for (const node of sets.flatMap(({ selections }) => fieldsOf(selections))) {
    if (keyOf(node) !== path[at]) continue;
    const key = (node.alias ?? node.name).value;
    asked.set(key, [...(asked.get(key) ?? []), ...(node.selectionSet ? [node.selectionSet] : [])]);
  }
  return [...asked].flatMap(([key, below]) => {
    const deeper = toClientPaths(rest, below, keyOf);
    // What is missing below may be a field that only a further fetch needed: the place above it is what suffers.
    return (deeper.length === 0 ? [[]] : deeper).map((one) => [...positions, key, ...one]);
  });
}

function fieldsOf(selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet.selections);
    return selection.kind === Kind.FIELD ? [selection] : [];
  });
}
