/** A client's operation made ready to run again and again: its plans, and what completes its answers. */
import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import {
  getOperationAST,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../../errors.js';
import { makeCompleteObject, type Complete } from './complete-result.js';
import { toClientPaths } from './client-paths.js';
import type { Path } from './data-tree.js';
import type { FieldKeys } from './field-keys.js';
import { toPlannable } from './plannable-operation.js';
import { toStep, type Step } from './plan-steps.js';
import { conditionNames, settleOperation, type AskedOperation } from './settle-operation.js';

/** An operation ready to run. */
export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  /**
   * The plan under these values of the operation's variables: one for each setting of its @skip and @include.
   * @throws whatever the planner throws.
   */
  getPlan(variables: Readonly<Record<string, unknown>>): OperationPlan;
}

/** How an operation is answered. */
export interface OperationPlan {
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
  getSubgraph(serviceName: string): string;
}

/** Settings of @skip and @include whose plans are kept for one operation. */
const mostSettings = 8;

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
  const plans = new LRUCache<string, OperationPlan>({ max: mostSettings });
  return {
    operation,
    getPlan(variables) {
      const setting = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
      const plan = plans.get(setting) ?? makePlan({ operation, fragments }, { variables, ...preparing });
      plans.set(setting, plan);
      return plan;
    },
  };
}

function makePlan(
  asked: AskedOperation,
  {
    planner,
    apiSchema,
    supergraph,
    keys,
    variables,
    getSubgraph,
  }: Preparing & { variables: Readonly<Record<string, unknown>> },
): OperationPlan {
  const { operation } = asked;
  const type = apiSchema.getRootType(operation.operation);
  if (type === undefined || type === null)
    throw new HubError('BAD_INPUT', `there is no ${operation.operation} here`);
  const settled = settleOperation(asked, variables);
  if (settled === null) return { step: null, complete: () => ({}), toClientPaths: () => [] };
  const { text, keyOf } = toPlannable(settled, type, { schema: apiSchema, keys });
  const plan = planner.plan(text, null, new Set(), 0);
  return {
    step: plan.node === undefined ? null : toStep(plan.node, { getSubgraph }),
    complete: makeCompleteObject(type, [settled.selectionSet], { schema: apiSchema, supergraph, keyOf }),
    toClientPaths: (path) => toClientPaths(path, [settled.selectionSet], keyOf),
  };
}
