/**
 * The hub's own plan executor: the Rust planner plans, this walks the plan over whatever transport it is given. Plans are kept
 * by the operation's text.
 */
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { buildASTSchema, getVariableValues, Kind, parse, print, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { untraced } from '../../trace.js';
import { findRefusals, nothingRefused, readAccessRules } from '../access-rules.js';
import { readCacheHints } from '../cache-hints.js';
import { toBadInput } from '../graphql-error.js';
import type { GraphRequest, PlanExecutor } from '../plan-executor.js';
import type { ExecutorParts } from '../plan-executors.js';
import { readSubgraphNames } from '../subgraph-names.js';
import { toError } from './fetch-errors.js';
import { readFieldKeys } from './field-keys.js';
import { readInterfaceObjects } from './interface-objects.js';
import { makeKeptPlans } from './kept-plans.js';
import { prepareOperation, type PreparedOperation, type Preparing } from './prepare-operation.js';
import { listFetches } from './plan-steps.js';
import { runPlan } from './run-plan.js';
import { makeTypeMatcher, type TypeMatcher } from './type-matcher.js';

/** Letters of all operations that are kept prepared, some eighty bytes for each; the least recently run goes first. */
const mostCharacters = 500_000;

/**
 * Makes the executor.
 * @throws HubError INTERNAL where the supergraph names no subgraph.
 */
export function makeHubExecutor(parts: ExecutorParts): PlanExecutor {
  const { supergraphSdl, apiSchema } = parts;
  const document = parse(supergraphSdl);
  const names = readSubgraphNames(document);
  const supergraph = buildASTSchema(document, { assumeValidSDL: true });
  const rules = readAccessRules(supergraph);
  const preparing = {
    planner: new QueryPlanner(supergraphSdl),
    plans: makeKeptPlans(),
    apiSchema,
    supergraph,
    keys: readFieldKeys(apiSchema),
    interfaceObjects: readInterfaceObjects(supergraph, apiSchema),
    rules,
    cacheHints: readCacheHints(supergraph, rules),
    trace: parts.trace ?? untraced.trace,
    onPlanned: (durationMs: number) => parts.watch?.onPlanned(durationMs),
    getSubgraph: (serviceName: string) => names.get(serviceName) ?? serviceName,
  };
  const getPrepared = makePreparedOperations(preparing);
  const matches = makeTypeMatcher(supergraph);
  return {
    async execute(request) {
      try {
        const prepared = getPrepared(request.document, request.operationName);
        return await run(prepared, request, { ...parts, matches });
      } catch (thrown) {
        return { errors: [toError(thrown, [])] };
      }
    },
    prepare(asked) {
      const operations = asked.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
      for (const { name } of operations) {
        const plan = getPrepared(asked, name?.value ?? null).getPlan(unconditional);
        const fetches = plan.flatMap(({ step }) => (step === null ? [] : listFetches(step)));
        for (const { subgraph, document: fetched } of fetches) parts.warm?.(subgraph, fetched);
      }
    },
  };
}

const unconditional = { variables: {}, refusals: nothingRefused };
const letPass = (): void => undefined;

/** Prepares each operation once for as long as it is kept; by its text, which a document is printed to once. */
function makePreparedOperations(preparing: Preparing) {
  const texts = new WeakMap<DocumentNode, string>();
  const kept = new LRUCache<string, PreparedOperation>({
    maxSize: mostCharacters,
    sizeCalculation: (_, key) => key.length,
  });
  return (document: DocumentNode, operationName: string | null): PreparedOperation => {
    const text = texts.get(document) ?? print(document);
    texts.set(document, text);
    const key = operationName === null ? text : `${operationName}\n${text}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const prepared = prepareOperation({ document, operationName, characters: text.length }, preparing);
    kept.set(key, prepared);
    return prepared;
  };
}

async function run(
  prepared: PreparedOperation,
  { variables: given, context, signal }: GraphRequest,
  {
    apiSchema,
    transport,
    guard = letPass,
    policy = letPass,
    watch,
    matches,
  }: ExecutorParts & { matches: TypeMatcher },
) {
  const { operation, rules, fields, maxAgeS } = prepared;
  const { coerced, errors: faults } = getVariableValues(
    apiSchema,
    operation.variableDefinitions ?? [],
    given,
    { maxErrors: 50 },
  );
  if (coerced === undefined) return { errors: faults.map(toBadInput) };
  watch?.onRun(fields);
  const refusals = findRefusals(rules, guard, context);
  const plan = prepared.getPlan({ variables: coerced, refusals });
  const planRun = { transport, matches, policy, variables: coerced, context, signal };
  const answer = await runPlan(plan, refusals, planRun);
  return maxAgeS === 0 ? answer : { ...answer, maxAgeS };
}
