/** The two contracts of running a query: the executor of plans, and the transport to one subgraph. */
import type { DocumentNode, ExecutionResult } from 'graphql';

/** One operation of a client, parsed and valid against the API schema. */
export interface GraphRequest {
  /** The same object for the same text, where possible: plans are kept by its text, which is printed once for an object. */
  document: DocumentNode;
  /** As the client sent them; coercion faults come back as BAD_INPUT. */
  variables: Readonly<Record<string, unknown>>;
  operationName: string | null;
  /** Handed by reference to every local subgraph; one object per request. */
  context: object;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** An answer of the graph. */
export interface GraphResult extends ExecutionResult {
  /** Seconds it may be kept by who asked; left out where it may not. */
  maxAgeS?: number;
}

/** Plans and runs operations over the subgraphs; never rejects, every error is a GraphQLError. */
export interface PlanExecutor {
  execute(request: GraphRequest): Promise<GraphResult>;
  /** Plans a document's operations before anybody asks them, and has what they ask compiled. @throws whatever planning throws */
  prepare?(document: DocumentNode): void;
}

/** One fetch of a plan. */
export interface SubgraphRequest {
  document: DocumentNode;
  variables: Readonly<Record<string, unknown>>;
  context: object;
  signal: AbortSignal;
}

/** Asks one subgraph by its name; a rejection means that it could not be asked at all. */
export interface SubgraphTransport {
  (subgraph: string, request: SubgraphRequest): Promise<ExecutionResult>;
}
