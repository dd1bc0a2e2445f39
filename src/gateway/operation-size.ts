/**
 * What an operation comes to: how deep it goes, its aliases and directives, and what it costs at most: the fields that may be answered,
 * reckoned from the sizes of the pages it asks for, and more for those that another subgraph than the one before must be asked for.
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
import type { FieldOwners } from '../federation/field-owners.js';

/** The size of an operation; `cost` counts the fields that may be answered, and the hops to other subgraphs. */
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

/** What it costs, in fields, to ask another subgraph for a field of an entity. */
const hopCost = 4;

/** Levels that are looked into, spreads too. */
const mostLevels = 200;

const nothing: OperationSize = { depth: 0, aliases: 0, directives: 0, cost: 0 };

/** What measuring looks things up in. */
export interface Measuring {
  schema: GraphQLSchema;
  /** Who answers which field; left out, nothing is a hop. */
  ownersOf?: FieldOwners;
  findFragment(name: string): FragmentDefinitionNode | null;
}

/** Measures an operation. Whatever is not in the schema, or goes in a ring, counts as nothing: other rules refuse it. */
export function measureOperation(operation: OperationDefinitionNode, measuring: Measuring): OperationSize {
  const scale = { ...measuring, known: new Map<string, OperationSize>(), level: 0 };
  const type = measuring.schema.getRootType(operation.operation) ?? null;
  return measureSelections(operation.selectionSet, { type, owners: null }, scale);
}

/** What is measured with: fragments measured already, and how deep it is being looked. */
interface Scale extends Measuring {
  known: Map<string, OperationSize>;
  level: number;
}

/** What a selection is of: the type, and who answered the field it is below; null where nobody knows, or nobody had to. */
interface Parent {
  type: GraphQLCompositeType | null;
  owners: ReadonlySet<string> | null;
}

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
  if (selection.kind === Kind.FRAGMENT_SPREAD)
    return measureFragment(selection.name.value, parent.owners, scale);
  const { typeCondition, selectionSet } = selection;
  const type = typeCondition === undefined ? parent.type : scale.schema.getType(typeCondition.name.value);
  return measureSelections(selectionSet, toParent(type, parent.owners), scale);
}

function measureFragment(name: string, owners: Parent['owners'], scale: Scale): OperationSize {
  const { known, schema, findFragment } = scale;
  const key = `${name} ${[...(owners ?? [])].join()}`;
  const measured = known.get(key);
  if (measured !== undefined) return measured;
  // Met again while it is being measured it is a ring.
  known.set(key, nothing);
  const fragment = findFragment(name);
  if (fragment === null) return nothing;
  const type = schema.getType(fragment.typeCondition.name.value);
  const size = measureSelections(fragment.selectionSet, toParent(type, owners), scale);
  known.set(key, size);
  return size;
}

function measureField(node: FieldNode, parent: Parent, scale: Scale): OperationSize {
  const aliases = node.alias === undefined ? 0 : 1;
  const { type: on } = parent;
  const field = on !== null && 'getFields' in on ? on.getFields()[node.name.value] : undefined;
  const owners = on === null ? null : (scale.ownersOf?.(on.name, node.name.value) ?? null);
  const own = 1 + (isHop(parent.owners, owners) ? hopCost : 0);
  if (node.selectionSet === undefined || node.name.value.startsWith('__'))
    return { ...nothing, aliases, depth: 1, cost: own };
  const type = field === undefined ? null : getNamedType(field.type);
  const inner = measureSelections(node.selectionSet, toParent(type, owners), scale);
  return {
    depth: inner.depth + 1,
    aliases: inner.aliases + aliases,
    directives: inner.directives,
    cost: own + inner.cost * toLength(node, field),
  };
}

/** Whether none of those who answered the field above can answer this one. */
function isHop(above: Parent['owners'], owners: Parent['owners']): boolean {
  return above !== null && owners !== null && ![...owners].some((owner) => above.has(owner));
}

function toParent(type: unknown, owners: Parent['owners']): Parent {
  return { type: isComposite(type) ? type : null, owners };
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
