/** A client's operation made ready to run again and again: its plans, and what completes its answers. */
import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../../errors.js';
import type { Trace } from '../../trace.js';
import { collectAccessRules, type AccessRule, type AccessRules, type Refusals } from '../access-rules.js';
import { toMaxAgeS, type CacheHints } from '../cache-hints.js';
import { collectCoordinates } from './collect-coordinates.js';
import { collectFields } from './collect-fields.js';
import { makeCompleteObject, type Complete } from './complete-result.js';
import { toClientPaths } from './client-paths.js';
import type { Path } from './data-tree.js';
import type { FieldKeys } from './field-keys.js';
import type { InterfaceObjects } from './interface-objects.js';
import { toPlannable, type RefusedBy } from './plannable-operation.js';
import type { Step } from './plan-steps.js';
import { conditionNames, settleOperation, toSelectionSet, type AskedOperation } from './settle-operation.js';
import { toStep } from './to-step.js';

/** An operation ready to run. */
export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  /** What it may ask for, `Type.field` each. */
  readonly fields: readonly string[];
  /** What its fields demand of the caller. */
  readonly rules: readonly AccessRule[];
  /** Seconds its answers may be kept. */
  readonly maxAgeS: number;
  /**
   * The plan under these circumstances: one for each setting of @skip and @include, and for each choice of what is refused.
   * @throws whatever the planner throws.
   */
  getPlan(circumstances: Circumstances): OperationPlan;
}

/** What a plan depends on, beside its operation. */
export interface Circumstances {
  variables: Readonly<Record<string, unknown>>;
  refusals: Refusals;
}

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

/** What operations are prepared with. */
export interface Preparing {
  planner: QueryPlanner;
  apiSchema: GraphQLSchema;
  supergraph: GraphQLSchema;
  keys: FieldKeys;
  interfaceObjects: InterfaceObjects;
  rules: AccessRules;
  cacheHints: CacheHints;
  onPlanned(durationMs: number): void;
  trace: Trace;
  getSubgraph(serviceName: string): string;
}

/** Plans that are kept for one operation. */
const mostPlans = 16;

/**
 * Prepares an operation.
 * @throws HubError BAD_INPUT where the document has no such operation, or the schema none of its kind.
 */
export function prepareOperation(
  document: DocumentNode,
  operationName: string | null,
  preparing: Preparing,
): PreparedOperation {
  const operation = getOperationAST(document, operationName);
  if (operation === undefined || operation === null)
    throw new HubError('BAD_INPUT', 'operationName: expected the name of one operation of the document');
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const conditions = conditionNames(document);
  const fields = collectCoordinates(document, preparing.apiSchema);
  const rules = collectAccessRules(fields, preparing.rules);
  const plans = new LRUCache<string, OperationPlan>({ max: mostPlans });
  return {
    operation,
    fields,
    rules,
    maxAgeS: operation.operation === OperationTypeNode.QUERY ? toMaxAgeS(fields, preparing.cacheHints) : 0,
    getPlan(circumstances) {
      const { variables, refusals } = circumstances;
      const settings = conditions.map((name) => (variables[name] === true ? '1' : '0'));
      const refused = rules.map(({ key }) => (refusals.has(key) ? '1' : '0'));
      const key = [...settings, ...refused].join('');
      const kept = plans.get(key);
      if (kept !== undefined) return kept;
      const startedAtMs = performance.now();
      const plan = preparing.trace('plan', {}, () =>
        makePlan({ operation, fragments }, { ...circumstances, ...preparing }),
      );
      plans.set(key, plan);
      preparing.onPlanned(performance.now() - startedAtMs);
      return plan;
    },
  };
}

function makePlan(asked: AskedOperation, making: Preparing & Circumstances): OperationPlan {
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
  { apiSchema }: Preparing,
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
  }: Preparing & Circumstances,
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
