/** A client's operation made ready to run again and again: what it asks for, and its plans as they come to be needed (make-plan.ts). */
import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { HubError } from '../../errors.js';
import type { Trace } from '../../trace.js';
import { collectAccessRules, type AccessRule } from '../access-rules.js';
import { toMaxAgeS, type CacheHints } from '../cache-hints.js';
import { collectCoordinates } from './collect-coordinates.js';
import type { KeptPlans } from './kept-plans.js';
import { makePlan, type Circumstances, type OperationPlan, type Planning } from './make-plan.js';
import { conditionNames } from './settle-operation.js';

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

/** What operations are prepared with. */
export interface Preparing extends Planning {
  plans: KeptPlans;
  cacheHints: CacheHints;
  onPlanned(durationMs: number): void;
  trace: Trace;
}

/** What is to be prepared: one operation of a document, and how many letters the document has. */
export interface AskedDocument {
  document: DocumentNode;
  operationName: string | null;
  characters: number;
}

/**
 * Prepares an operation.
 * @throws HubError BAD_INPUT where the document has no such operation, or the schema none of its kind.
 */
export function prepareOperation(
  { document, operationName, characters }: AskedDocument,
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
  const plans = preparing.plans.open(characters);
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
      const kept = plans.find(key);
      if (kept !== undefined) return kept;
      const startedAtMs = performance.now();
      const plan = preparing.trace('plan', {}, () =>
        makePlan({ operation, fragments }, { ...circumstances, ...preparing }),
      );
      plans.keep(key, plan);
      preparing.onPlanned(performance.now() - startedAtMs);
      return plan;
    },
  };
}
