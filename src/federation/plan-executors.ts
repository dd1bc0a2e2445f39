/** The plan executors there are, by the name configuration knows them under. Each is loaded only where it is chosen. */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Trace } from '../trace.js';
import type { AccessGuard } from './access-directives.js';
import type { PlanExecutor, SubgraphTransport } from './plan-executor.js';

/** What an executor is made of. */
export interface ExecutorParts {
  supergraphSdl: string;
  /** What clients see of the supergraph. */
  apiSchema: GraphQLSchema;
  transport: SubgraphTransport;
  /** Asked before planning about @authenticated and @requiresScopes; without it subgraphs alone see to them. */
  guard?: AccessGuard<object>;
  policy?: EntityPolicy;
  /** Told of what a prepared operation will ask of a subgraph. */
  warm?(subgraph: string, document: DocumentNode): void;
  watch?: ExecutorWatch;
  trace?: Trace;
}

/** Told of what the executor does. */
export interface ExecutorWatch {
  /** An operation had no plan yet and was planned. */
  onPlanned(durationMs: number): void;
  /** A plan is run for an operation that may ask for these, `Type.field` each; the same list for the same operation. */
  onRun(fields: readonly string[]): void;
}

/** Asked about every entity before a subgraph is asked to say more of it. */
export interface EntityPolicy {
  /**
   * @param representation what the subgraph would be sent: `__typename`, its key, what it requires
   * @throws HubError for an entity the caller may know no more of: what was asked of it is null, with this error at its place
   */
  (representation: Readonly<Record<string, unknown>>, context: object): void;
}

/** `hub` is our own; `router-runtime` is its second opinion, should a fault of ours be suspected. */
export const planExecutors = {
  hub: async (parts: ExecutorParts): Promise<PlanExecutor> => {
    const { makeHubExecutor } = await import('./execution/hub-executor.js');
    return makeHubExecutor(parts);
  },
  'router-runtime': async ({ supergraphSdl, transport }: ExecutorParts): Promise<PlanExecutor> => {
    const { makeRouterRuntimeExecutor } = await import('./router-runtime-executor.js');
    return makeRouterRuntimeExecutor(supergraphSdl, transport);
  },
} as const;

/** Name of an executor. */
export type PlanExecutorName = keyof typeof planExecutors;
