/** The plan executors there are, by the name configuration knows them under. Each is loaded only where it is chosen. */
import type { GraphQLSchema } from 'graphql';
import type { PlanExecutor, SubgraphTransport } from './plan-executor.js';

/** What an executor is made of. */
export interface ExecutorParts {
  supergraphSdl: string;
  /** What clients see of the supergraph. */
  apiSchema: GraphQLSchema;
  transport: SubgraphTransport;
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
