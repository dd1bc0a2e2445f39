/**
 * The plan executor on @graphql-hive/router-runtime: its Rust planner plans, its runtime walks the plan. Another
 * executor can take its place behind the same interface.
 */
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { buildASTSchema, GraphQLError, parse, visit, type DocumentNode, type ExecutionResult } from 'graphql';
import { HubError } from '../errors.js';
import { toGraphQLError } from './graphql-error.js';
import type { GraphRequest, PlanExecutor, SubgraphRequest, SubgraphTransport } from './plan-executor.js';
import { readSubgraphNames } from './subgraph-names.js';

/** What the runtime carries for us from the request to each fetch. */
interface Envelope {
  context: object;
  signal: AbortSignal;
}

/**
 * Makes the executor for a supergraph. Subgraph schemas are prepared here, so that the first query need not wait.
 * @throws HubError INTERNAL where the supergraph names no subgraph.
 */
export async function makeRouterRuntimeExecutor(
  supergraphSdl: string,
  transport: SubgraphTransport,
): Promise<PlanExecutor> {
  const document = parse(supergraphSdl);
  const names = readSubgraphNames(document);
  const handler = await unifiedGraphHandler({
    unifiedGraph: buildASTSchema(document, { assumeValidSDL: true }),
    getUnifiedGraphSDL: () => supergraphSdl,
    onSubgraphExecute: async (graph, { document: fetch, variables, context }) => {
      const envelope = context as Envelope;
      return transport(names.get(graph) ?? graph, {
        document: fetch,
        variables: (variables ?? {}) as SubgraphRequest['variables'],
        ...envelope,
      });
    },
  });
  const { executor } = handler;
  if (executor === undefined)
    throw new HubError('INTERNAL', 'router-runtime gave no executor for the supergraph');
  for (const name of names.values()) handler.getSubgraphSchema(name);
  return {
    async execute(request) {
      try {
        refuseOddKeys(request.document);
        return toResult(await executor(toExecutionRequest(request)));
      } catch (thrown) {
        return { errors: toErrors(thrown) };
      }
    },
  };
}

/**
 * The runtime merges answers key by key, into the prototype of all objects for this one.
 * @throws HubError BAD_INPUT for an operation with such an alias.
 */
function refuseOddKeys(document: DocumentNode): void {
  visit(document, {
    Field({ alias }) {
      if (alias?.value === '__proto__')
        throw new HubError('BAD_INPUT', 'a field cannot be named __proto__ here; give it another alias');
    },
  });
}

/** The signal travels in the envelope: given to the runtime, one aborted request would spoil its cached plan. */
function toExecutionRequest({ document, variables, operationName, context, signal }: GraphRequest) {
  const envelope: Envelope = { context, signal };
  const named = operationName === null ? {} : { operationName };
  return { document, variables: { ...variables }, ...named, context: envelope };
}

/** Where no subgraph answered anything the runtime leaves `data` out; the operation ran, so it is null. */
function toResult(answer: unknown): ExecutionResult {
  if (typeof answer !== 'object' || answer === null || Symbol.asyncIterator in answer) {
    return { errors: [new GraphQLError('the executor answered a stream where one result was expected')] };
  }
  const { data, errors } = answer as ExecutionResult;
  return { data: data ?? null, ...(errors === undefined ? {} : { errors: errors.flatMap(toErrors) }) };
}

/** The runtime may throw several at once. */
function toErrors(error: unknown): GraphQLError[] {
  if (error instanceof AggregateError) return (error.errors as unknown[]).flatMap(toErrors);
  return [toGraphQLError(error)];
}
