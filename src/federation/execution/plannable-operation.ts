/**
 * A settled operation as it is given to the planner: each field once, under the key it is fetched by, fragments only where
 * types part. Client order and aliases come back in complete-result.ts.
 */
import {
  doTypesOverlap,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isTypeSubTypeOf,
  isUnionType,
  Kind,
  print,
  visit,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../../errors.js';
import { makeToKey, type FieldKeys, type FieldPlace } from './field-keys.js';
import type { InterfaceObjects } from './interface-objects.js';
import { toSelectionSet } from './settle-operation.js';

/** The key of the rule by which the caller may not have a field of that type; null where they may. */
export type RefusedBy = (type: string, field: string) => string | null;

/** What the planner is given. */
export interface Plannable {
  /** Null where nothing of any subgraph is asked. */
  text: string | null;
  /** The key a field of the settled operation is fetched under. */
  keyOf(node: FieldNode): string;
}

/** What an operation is written by. */
export interface PlannableParts {
  schema: GraphQLSchema;
  keys: FieldKeys;
  interfaceObjects: InterfaceObjects;
  refusedBy: RefusedBy;
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Writes the operation for the planner. */
export function toPlannable(
  settled: OperationDefinitionNode,
  type: GraphQLObjectType,
  { keys, ...parts }: PlannableParts,
): Plannable {
  const keyOfNode = new Map<FieldNode, string>();
  const writing = { ...parts, toKey: makeToKey(keys), keyOfNode };
  const selections = write([settled.selectionSet], {
    ...writing,
    parent: type,
    place: { isTop: true, isMixed: false },
  });
  const used = new Set<string>();
  const selectionSet = toSelectionSet(selections);
  visit(selectionSet, { Variable: (node) => void used.add(node.name.value) });
  const variableDefinitions = (settled.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const { name: _, ...unnamed } = settled;
  return {
    text: isTypenameOnly(selections) ? null : print({ ...unnamed, variableDefinitions, selectionSet }),
    keyOf: (node) => keyOfNode.get(node) ?? node.name.value,
  };
}

function isTypenameOnly([first, ...more]: readonly SelectionNode[]): boolean {
  return first === typename && more.length === 0;
}

interface Writing extends Omit<PlannableParts, 'keys'> {
  toKey: ReturnType<typeof makeToKey>;
  keyOfNode: Map<FieldNode, string>;
  parent: GraphQLCompositeType;
  place: FieldPlace;
}

/** Fields by key and fragments by type, gathered over all selections of one place. */
interface Gathered {
  fields: Map<string, { node: FieldNode; type: GraphQLOutputType; below: SelectionSetNode[] }>;
  fragments: Map<string, SelectionSetNode[]>;
  isTypeAsked: boolean;
}

function write(sets: readonly SelectionSetNode[], writing: Writing): SelectionNode[] {
  const gathered: Gathered = { fields: new Map(), fragments: new Map(), isTypeAsked: false };
  for (const set of sets) gather(set.selections, writing, gathered);
  const fields = [...gathered.fields].map(([key, field]) => writeField(key, field, writing));
  const fragments = [...gathered.fragments].map(([condition, below]): SelectionNode => {
    const inside = write(below, { ...writing, parent: getComposite(writing.schema, condition) });
    const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: condition } } as const;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: toSelectionSet(inside) };
  });
  const written = [...fields, ...fragments];
  return written.length === 0 || needsType(gathered, writing) ? [typename, ...written] : written;
}

/** Whether objects here are completed by their types. */
function needsType({ fields, fragments, isTypeAsked }: Gathered, writing: Writing): boolean {
  if (!isAbstractType(writing.parent)) return false;
  const alike = writing.interfaceObjects.get(writing.parent.name);
  if (alike === undefined || isTypeAsked || fragments.size > 0) return true;
  return [...fields.values()].some(({ node }) => !alike.has(node.name.value));
}

function writeField(
  key: string,
  { node, type, below }: { node: FieldNode; type: GraphQLOutputType; below: SelectionSetNode[] },
  writing: Writing,
): FieldNode {
  const { name, arguments: given } = node;
  const field: FieldNode = {
    kind: Kind.FIELD,
    name,
    ...(key === name.value ? {} : { alias: { kind: Kind.NAME, value: key } }),
    ...(given === undefined ? {} : { arguments: given }),
  };
  const named = getNamedType(type);
  if (!isCompositeType(named)) return field;
  const place = { isTop: false, isMixed: writing.place.isMixed || isAbstractType(named) };
  return { ...field, selectionSet: toSelectionSet(write(below, { ...writing, parent: named, place })) };
}

function gather(selections: readonly SelectionNode[], writing: Writing, into: Gathered): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) gatherFragment(selection, writing, into);
    else if (selection.kind !== Kind.FIELD) continue;
    else if (selection.name.value === '__typename') into.isTypeAsked = true;
    else gatherField(selection, writing, into);
  }
}

function gatherField(node: FieldNode, writing: Writing, into: Gathered): void {
  const { parent, toKey, keyOfNode, place } = writing;
  const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
  if (field === undefined) throw new HubError('INTERNAL', `${parent.name} has no field ${node.name.value}`);
  const key = keyOfNode.get(node) ?? toKey(node, field, place);
  keyOfNode.set(node, key);
  const allowed = findAllowedTypes(node.name.value, writing);
  if (allowed !== null) {
    for (const type of allowed) addFragment(type.name, toSelectionSet([node]), into);
    return;
  }
  const gathered = into.fields.get(key) ?? { node, type: field.type, below: [] };
  if (node.selectionSet !== undefined) gathered.below.push(node.selectionSet);
  into.fields.set(key, gathered);
}

/** A fragment that every object here fits needs no fragment; one that none fits is not asked at all. */
function gatherFragment(
  { typeCondition, selectionSet }: Extract<SelectionNode, { kind: Kind.INLINE_FRAGMENT }>,
  writing: Writing,
  into: Gathered,
): void {
  const { schema, parent } = writing;
  const condition = typeCondition === undefined ? parent : getComposite(schema, typeCondition.name.value);
  if (isTypeSubTypeOf(schema, parent, condition)) gather(selectionSet.selections, writing, into);
  else if (doTypesOverlap(schema, parent, condition)) addFragment(condition.name, selectionSet, into);
}

function addFragment(condition: string, set: SelectionSetNode, { fragments }: Gathered): void {
  fragments.set(condition, [...(fragments.get(condition) ?? []), set]);
}

/** The types whose field the caller may have; null where they may have it of every type that may be here. */
function findAllowedTypes(
  field: string,
  { parent, schema, refusedBy }: Writing,
): readonly GraphQLObjectType[] | null {
  const isRefused = ({ name }: GraphQLCompositeType): boolean => refusedBy(name, field) !== null;
  if (!isAbstractType(parent)) return isRefused(parent) ? [] : null;
  const types = schema.getPossibleTypes(parent);
  return types.some(isRefused) ? types.filter((type) => !isRefused(type)) : null;
}

function getComposite(schema: GraphQLSchema, name: string): GraphQLCompositeType {
  const type = schema.getType(name);
  if (isCompositeType(type)) return type;
  throw new HubError('INTERNAL', `a fragment is on ${name}, which is no type of objects`);
}
