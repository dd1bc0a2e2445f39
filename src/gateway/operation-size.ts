/**
 * What an operation comes to: how deep it goes, its aliases and directives, and how many fields may be answered at most, reckoned from the sizes of the pages it asks for.
 * One pass over the document, each fragment once, so that a bomb costs no more to measure than to read.
 */
import {
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The size of an operation; `cost` counts the fields that may be answered. */
export interface OperationSize {
  depth: number;
  aliases: number;
  directives: number;
  cost: number;
}

/** A page is so long where nobody says; a variable may make it as long as a page may be. */
const usualPage = 20;
const longestPage = 200;

/** A list that is no page is bounded by what it lists; most have a handful. */
const usualList = 5;

/** Levels that are looked into, spreads too. */
const mostLevels = 200;

const nothing: OperationSize = { depth: 0, aliases: 0, directives: 0, cost: 0 };

/** What measuring looks things up in. */
export interface Measuring {
  schema: GraphQLSchema;
  findFragment(name: string): FragmentDefinitionNode | null;
}

/** Measures an operation. Whatever is not in the schema, or goes in a ring, counts as nothing: other rules refuse it. */
export function measureOperation(operation: OperationDefinitionNode, measuring: Measuring): OperationSize {
  const scale = { ...measuring, known: new Map<string, OperationSize>(), level: 0 };
  return measureSelections(
    operation.selectionSet,
    measuring.schema.getRootType(operation.operation) ?? null,
    scale,
  );
}

/** What is measured with: fragments measured already, and how deep it is being looked. */
interface Scale extends Measuring {
  known: Map<string, OperationSize>;
  level: number;
}

type Parent = GraphQLCompositeType | null;
type Spread = Exclude<SelectionSetNode['selections'][number], FieldNode>;

function measureSelections({ selections }: SelectionSetNode, parent: Parent, scale: Scale): OperationSize {
  // Deeper than anybody may ask nothing more need be known of it, and the stack is spared.
  if (scale.level > mostLevels) return { ...nothing, depth: 1 };
  scale.level += 1;
  const sizes = selections.map((selection) => {
    const isField = selection.kind === Kind.FIELD;
    const own = isField ? measureField(selection, parent, scale) : measureSpread(selection, parent, scale);
    return { ...own, directives: own.directives + countOf(selection.directives) };
  });
  scale.level -= 1;
  return sizes.reduce(add, nothing);
}

function measureSpread(selection: Spread, parent: Parent, scale: Scale): OperationSize {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection.name.value, scale);
  const { typeCondition, selectionSet } = selection;
  const type = typeCondition === undefined ? parent : scale.schema.getType(typeCondition.name.value);
  return measureSelections(selectionSet, isComposite(type) ? type : null, scale);
}

function measureFragment(name: string, scale: Scale): OperationSize {
  const { known, schema, findFragment } = scale;
  const measured = known.get(name);
  if (measured !== undefined) return measured;
  // Met again while it is being measured it is a ring.
  known.set(name, nothing);
  const fragment = findFragment(name);
  if (fragment === null) return nothing;
  const type = schema.getType(fragment.typeCondition.name.value);
  const size = measureSelections(fragment.selectionSet, isComposite(type) ? type : null, scale);
  known.set(name, size);
  return size;
}

function measureField(node: FieldNode, parent: Parent, scale: Scale): OperationSize {
  const aliases = node.alias === undefined ? 0 : 1;
  const field = parent !== null && 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
  if (node.selectionSet === undefined || node.name.value.startsWith('__'))
    return { ...nothing, aliases, depth: 1, cost: 1 };
  const type = field === undefined ? null : getNamedType(field.type);
  const inner = measureSelections(node.selectionSet, isComposite(type) ? type : null, scale);
  return {
    depth: inner.depth + 1,
    aliases: inner.aliases + aliases,
    directives: inner.directives,
    cost: 1 + inner.cost * toLength(node, field),
  };
}

function add(a: OperationSize, b: OperationSize): OperationSize {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    cost: a.cost + b.cost,
  };
}

/** How often what is below a field may be answered: as often as its page is long, its list has entries, or once. */
function toLength(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined): number {
  if (field === undefined) return 1;
  if (!field.args.some(({ name }) => name === 'first'))
    return isListType(getNullableType(field.type)) && !isOfPage(field) ? usualList : 1;
  const first = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (first === undefined || first.kind === Kind.NULL) return usualPage;
  return first.kind === Kind.INT ? Math.min(Math.max(Number(first.value), 1), longestPage) : longestPage;
}

/** `edges` and `nodes` are counted where their page is. */
function isOfPage({ name }: GraphQLField<unknown, unknown>): boolean {
  return name === 'edges' || name === 'nodes';
}

function isComposite(type: unknown): type is GraphQLCompositeType {
  return typeof type === 'object' && type !== null && ('getFields' in type || 'getTypes' in type);
}

function countOf(directives: readonly DirectiveNode[] | undefined): number {
  return directives?.length ?? 0;
}
