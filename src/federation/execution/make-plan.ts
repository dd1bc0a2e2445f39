/** Makes the plan of an operation under some circumstances: what the planner says, part by part, and what completes the answers. */
import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  OperationTypeNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { HubError } from '../../errors.js';
import type { AccessRules, Refusals } from '../access-rules.js';
import { toClientPaths } from './client-paths.js';
import { collectFields } from './collect-fields.js';
import { makeCompleteObject, type Complete } from './complete-result.js';
import type { Path } from './data-tree.js';
import type { FieldKeys } from './field-keys.js';
import type { InterfaceObjects } from './interface-objects.js';
import { toPlannable, type RefusedBy } from './plannable-operation.js';
import type { Step } from './plan-steps.js';
import { settleOperation, toSelectionSet, type AskedOperation } from './settle-operation.js';
import { toStep } from './to-step.js';

/**
 * How an operation is answered: part by part, each when the one before is whole. A query is one part; a mutation is one for each
 * field, since what a field answers must not see what the next one changes (specification, section 6.2.2).
 */
export type OperationPlan = readonly PlanPart[];

/** How some fields of an operation are answered. */
export interface PlanPart {
  /** Null where nothing need be asked of any subgraph. */
  readonly step: Step | null;
  readonly complete: Complete;
  /** Where the client sees what was fetched at the path. */
  toClientPaths(path: Path): Path[];
}

/** What a plan depends on, beside its operation. */
export interface Circumstances {
  variables: Readonly<Record<string, unknown>>;
  refusals: Refusals;
}

/** What plans are made with. */
export interface Planning {
  planner: QueryPlanner;
  apiSchema: GraphQLSchema;
  supergraph: GraphQLSchema;
  keys: FieldKeys;
  interfaceObjects: InterfaceObjects;
  rules: AccessRules;
  getSubgraph(serviceName: string): string;
}

/** Makes it. @throws HubError BAD_INPUT where the schema has no operations of the kind, and whatever the planner throws. */
export function makePlan(asked: AskedOperation, making: Planning & Circumstances): OperationPlan {
  const { operation } = asked;
  const type = making.apiSchema.getRootType(operation.operation);
  if (type === undefined || type === null)
    throw new HubError('BAD_INPUT', `there is no ${operation.operation} here`);
  const settled = settleOperation(asked, making.variables);
  if (settled === null) return [];
  const parts =
    operation.operation === OperationTypeNode.MUTATION ? toSingleFields(settled, type, making) : [settled];
  return parts.map((part) => makePart(part, type, making));
}

/** The operation once for each of its fields, in the order they are answered. */
function toSingleFields(
  settled: OperationDefinitionNode,
  type: GraphQLObjectType,
  { apiSchema }: Planning,
): OperationDefinitionNode[] {
  return collectFields(type.name, [settled.selectionSet], apiSchema).map(({ node, below }) => {
    const selections = below.flatMap((set) => set.selections);
    const field = below.length === 0 ? node : { ...node, selectionSet: toSelectionSet(selections) };
    return { ...settled, selectionSet: toSelectionSet([field]) };
  });
}

function makePart(
  settled: OperationDefinitionNode,
  type: GraphQLObjectType,
  {
    planner,
    apiSchema,
    supergraph,
    keys,
    interfaceObjects,
    rules,
    refusals,
    getSubgraph,
  }: Planning & Circumstances,
): PlanPart {
  const refusedBy: RefusedBy = (parent, field) =>
    rules(parent, field).find(({ key }) => refusals.has(key))?.key ?? null;
  const { text, keyOf } = toPlannable(settled, type, {
    schema: apiSchema,
    keys,
    interfaceObjects,
    refusedBy,
  });
  const node = text === null ? undefined : planner.plan(text, null, new Set(), 0).node;
  const parts = { schema: apiSchema, supergraph, keyOf, refusedBy };
  return {
    step: node === undefined ? null : toStep(node, { getSubgraph }),
    complete: makeCompleteObject(type, [settled.selectionSet], parts),
    toClientPaths: (path) => toClientPaths(path, [settled.selectionSet], keyOf),
  };
}
