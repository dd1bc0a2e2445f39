/**
 * From what the fetches brought to what the client asked for: fields in order, nothing else, and a null where a field must not
 * be null takes its parent along, as GraphQL completes values (specification, section 6.4).
 */
import {
  getNullableType,
  GraphQLError,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isTypeSubTypeOf,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../../errors.js';
import type { Refusals } from '../access-rules.js';
import { collectFields, type AskedField } from './collect-fields.js';
import { makeCompleteLeaf, misfit } from './complete-leaf.js';
import { isNode, type DataNode, type Path } from './data-tree.js';
import { toError } from './fetch-errors.js';
import type { RefusedBy } from './plannable-operation.js';

/** What an answer is completed with; `schema` is what clients see, `supergraph` knows what they do not. */
export interface CompletionParts {
  /** The key a field was fetched under. */
  keyOf(node: FieldNode): string;
  refusedBy: RefusedBy;
  schema: GraphQLSchema;
  supergraph: GraphQLSchema;
}

/** One answer on its way: where completing stands, and what is noted. */
export interface Completing {
  /** The keys down to the value at hand; changes all the time. */
  readonly path: (string | number)[];
  /** Notes what is wrong with the value at hand. */
  note(error: GraphQLError): void;
  /** What the caller may not have, and why. */
  readonly refusals: Refusals;
  /** Whether an error already tells why the value at the path is missing. */
  isExplained(path: Path): boolean;
}

/** Completes a value; null where it is missing or was taken along by a null below. */
export type Complete = (value: unknown, at: Completing) => unknown;

/**
 * Makes what completes objects of one type. An interface stands for itself where a subgraph knows no more of an object, and
 * nothing was asked that depends on it (`@interfaceObject`).
 */
export function makeCompleteObject(
  type: GraphQLObjectType | GraphQLInterfaceType,
  selectionSets: readonly SelectionSetNode[],
  parts: CompletionParts,
): Complete {
  const fields = collectFields(type.name, selectionSets, parts.schema).map((field) =>
    toField(type, field, parts),
  );
  // A client may call a field so; on a plain object it would vanish. Plain ones are several times faster.
  const hasOddKey = fields.some(({ key }) => key === '__proto__');
  return (value, at) => {
    if (!isNode(value)) return noteMisfit(at, 'an object');
    const result: DataNode = hasOddKey ? (Object.create(null) as DataNode) : {};
    for (const { key, fetched, complete, typename, isRequired } of fields) {
      if (typename !== null) {
        result[key] = typename;
        continue;
      }
      at.path.push(key);
      const completed = complete(value[fetched], at);
      at.path.pop();
      if (completed === null && isRequired) return null;
      result[key] = completed;
    }
    return result;
  };
}

interface Field {
  /** As the client sees it. */
  key: string;
  fetched: string;
  complete: Complete;
  /** Set where the field is `__typename`. */
  typename: string | null;
  isRequired: boolean;
}

function toField(
  type: GraphQLObjectType | GraphQLInterfaceType,
  { key, node, below }: AskedField,
  parts: CompletionParts,
): Field {
  const name = node.name.value;
  const fetched = parts.keyOf(node);
  if (name === '__typename')
    return { key, fetched, complete: () => type.name, typename: type.name, isRequired: true };
  const field = type.getFields()[name];
  if (field === undefined) throw new HubError('INTERNAL', `${type.name} has no field ${name}`);
  const coordinate = `${type.name}.${name}`;
  const refusedBy = parts.refusedBy(type.name, name);
  const complete =
    refusedBy === null
      ? makeComplete(field.type, { below, parts, coordinate })
      : (_: unknown, at: Completing) => noteRefusal(at, refusedBy);
  return { key, fetched, complete, typename: null, isRequired: isNonNullType(field.type) };
}

interface Below {
  below: readonly SelectionSetNode[];
  parts: CompletionParts;
  /** `Type.field`, for messages. */
  coordinate: string;
}

function makeComplete(type: GraphQLOutputType, within: Below): Complete {
  const nullable = makeCompleteNullable(type, within);
  if (!isNonNullType(type)) return nullable;
  return (value, at) => {
    const completed = nullable(value, at);
    if (completed === null && !at.isExplained(at.path)) noteMissing(at, within.coordinate);
    return completed;
  };
}

function makeCompleteNullable(type: GraphQLOutputType, within: Below): Complete {
  const complete = makeCompleteValue(type, within);
  return (value, at) => (value === null || value === undefined ? null : complete(value, at));
}

function makeCompleteValue(given: GraphQLOutputType, within: Below): Complete {
  const type = getNullableType(given);
  if (isListType(type)) return makeCompleteList(type.ofType, within);
  if (isLeafType(type)) {
    const complete = makeCompleteLeaf(type, within.parts.supergraph);
    return (value, at) => {
      const completed = complete(value);
      return completed === misfit ? noteMisfit(at, type.name) : completed;
    };
  }
  return isObjectType(type) || isAbstractType(type) ? makeCompleteComposite(type, within) : () => null;
}

function makeCompleteList(itemType: GraphQLOutputType, within: Below): Complete {
  const complete = makeComplete(itemType, within);
  const isRequired = isNonNullType(itemType);
  return (value, at) => {
    if (!Array.isArray(value)) return noteMisfit(at, 'a list');
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      at.path.push(index);
      const item = complete(value[index], at);
      at.path.pop();
      if (item === null && isRequired) return null;
      items.push(item);
    }
    return items;
  };
}

/** By the type an object says it is; one that says nothing is of the declared type, where that is an object type. */
function makeCompleteComposite(type: GraphQLCompositeType, { below, parts }: Below): Complete {
  const byTypename = new Map<string, Complete | null>();
  const getComplete = (typename: string): Complete | null => {
    let complete = byTypename.get(typename);
    if (complete === undefined) {
      complete = makeForTypename(typename, { type, below, parts });
      if (complete !== null) byTypename.set(typename, complete);
    }
    return complete;
  };
  return (value, at) => {
    if (!isNode(value)) return noteMisfit(at, 'an object');
    const told = value['__typename'];
    const complete = getComplete(typeof told === 'string' ? told : type.name);
    if (complete !== null) return complete(value, at);
    const isHidden = typeof told === 'string' && parts.supergraph.getType(told) !== undefined;
    return isHidden ? null : noteMisfit(at, type.name);
  };
}

function makeForTypename(
  typename: string,
  { type, below, parts }: Pick<Below, 'below' | 'parts'> & { type: GraphQLCompositeType },
): Complete | null {
  const actual = parts.schema.getType(typename);
  if (!isObjectType(actual) && !isInterfaceType(actual)) return null;
  return isTypeSubTypeOf(parts.schema, actual, type) ? makeCompleteObject(actual, below, parts) : null;
}

/** In the words of graphql-js, since it is the same fault. */
function noteMissing(at: Completing, coordinate: string): void {
  const message = `Cannot return null for non-nullable field ${coordinate}.`;
  at.note(new GraphQLError(message, { path: [...at.path] }));
}

function noteRefusal(at: Completing, rule: string): null {
  at.note(toError(at.refusals.get(rule), [...at.path]));
  return null;
}

function noteMisfit(at: Completing, expected: string): null {
  const originalError = new HubError('SOURCE_INVALID', `expected ${expected}, a source answered otherwise`);
  at.note(new GraphQLError(originalError.message, { path: [...at.path], originalError }));
  return null;
}
