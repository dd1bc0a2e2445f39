/** What is sent of an entity to the subgraph that shall say more of it: its type, its key and what that subgraph requires. */
import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import { isNode, mergeInto, type DataNode } from './data-tree.js';
import type { EntityGroup, FlatRequires } from './plan-steps.js';
import type { TypeMatcher } from './type-matcher.js';

/** The representations sent under one variable, each once, and which entities each stands for. */
export interface Batch {
  readonly representations: DataNode[];
  /** By the representation's text. */
  readonly positions: Map<string, number>;
  /** Lets a representation be sent. @throws where it must not be */
  readonly admit: (representation: DataNode) => void;
}

/** An entity that waits for the answer at `position`. */
export interface Awaiting {
  readonly node: DataNode;
  readonly position: number;
}

/** Makes an empty batch. */
export function makeBatch(admit: Batch['admit']): Batch {
  return { representations: [], positions: new Map(), admit };
}

/**
 * Adds an entity to the batch.
 * @returns its position; null where its key is not known, for nobody could find it
 * @throws whatever the batch's `admit` throws
 */
export function addToBatch(
  batch: Batch,
  node: DataNode,
  { group, matches }: { group: EntityGroup; matches: TypeMatcher },
): number | null {
  const representation =
    group.flat === null ? toRepresentation(node, group.requires, matches) : toFlat(node, group.flat, matches);
  if (representation === null) return null;
  if (group.sentAs !== null) representation['__typename'] = group.sentAs;
  const text = toText(representation);
  const held = batch.positions.get(text);
  if (held !== undefined) return held;
  batch.admit(representation);
  const position = batch.representations.push(representation) - 1;
  batch.positions.set(text, position);
  return position;
}

/** The common case, a key of plain values of one type, without asking what is required at every turn. */
function toFlat(node: DataNode, { types, fields }: FlatRequires, matches: TypeMatcher): DataNode | null {
  const typename = node['__typename'];
  if (typeof typename !== 'string' || !matches(typename, types)) return null;
  const representation: DataNode = { __typename: typename };
  let isKnown = false;
  for (const { name, alias } of fields) {
    const value = node[name];
    if (value === undefined) return null;
    if (value !== null) isKnown = true;
    representation[alias] = value;
  }
  return isKnown ? representation : null;
}

/** Keys and values one after the other, texts with their length: no two representations read alike. JSON takes several times as long. */
function toText(representation: DataNode): string {
  let text = '';
  for (const key in representation) {
    const value = representation[key];
    text +=
      typeof value === 'string' ? `${key}:${value.length}:${value}` : `${key};${JSON.stringify(value)};`;
  }
  return text;
}

function toRepresentation(
  node: DataNode,
  requires: readonly RequiresSelection[],
  matches: TypeMatcher,
): DataNode | null {
  const typename = node['__typename'];
  if (typeof typename !== 'string') return null;
  const representation: DataNode = { __typename: typename };
  if (!pick(node, requires, { into: representation, matches })) return null;
  for (const key in representation)
    if (key !== '__typename' && representation[key] !== null) return representation;
  return null;
}

interface Picking {
  into: DataNode;
  matches: TypeMatcher;
}

/** Copies what is asked; false where some of it was never fetched: its own fetch failed and has told so. */
function pick(node: DataNode, requires: readonly RequiresSelection[], { into, matches }: Picking): boolean {
  return requires.every((selection) => {
    if (selection.kind === 'Field') return pickField(node, selection, { into, matches });
    if (selection.kind !== 'InlineFragment') return false;
    const typename = node['__typename'];
    const applies = typeof typename !== 'string' || matches(typename, [selection.typeCondition]);
    return !applies || pick(node, selection.selections, { into, matches });
  });
}

/** `name` is the key the value was fetched under, `alias` the name the subgraph knows it by. */
function pickField(
  node: DataNode,
  { name, alias = name, selections }: Extract<RequiresSelection, { kind: 'Field' }>,
  { into, matches }: Picking,
): boolean {
  const value = node[name];
  if (name === '__typename') {
    if (into[alias] === undefined && value !== undefined) into[alias] = value;
    return true;
  }
  if (value === undefined) return false;
  const part = toPart(value, selections, matches);
  if (part === undefined) return false;
  const held = into[alias];
  if (isNode(held) && isNode(part)) mergeInto(held, part);
  else into[alias] = part;
  return true;
}

function toPart(
  value: unknown,
  selections: readonly RequiresSelection[] | undefined,
  matches: TypeMatcher,
): unknown {
  if (selections === undefined || selections.length === 0 || value === null) return value;
  if (Array.isArray(value)) {
    const parts = value.map((item: unknown) => toPart(item, selections, matches));
    return parts.includes(undefined) ? undefined : parts;
  }
  if (!isNode(value)) return undefined;
  const into: DataNode = {};
  return pick(value, selections, { into, matches }) ? into : undefined;
}
