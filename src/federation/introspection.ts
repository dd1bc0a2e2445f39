/** Introspection answered from the schema clients see, in front of any plan executor: planners answer it unevenly. */
import {
  execute,
  getOperationAST,
  GraphQLError,
  Kind,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { HubError } from '../errors.js';
import type { PlanExecutor } from './plan-executor.js';

const metaFields: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

/**
 * Puts introspection in front of an executor. An operation that mixes it with data is refused with BAD_INPUT:
 * router-runtime would answer null for the data, without an error.
 */
export function withIntrospection(executor: PlanExecutor, apiSchema: GraphQLSchema): PlanExecutor {
  return {
    ...executor,
    async execute(request) {
      const operation = getOperationAST(request.document, request.operationName);
      const fields = operation === null || operation === undefined ? [] : rootFields(operation);
      if (fields.length > 0 && fields.every((field) => metaFields.has(field))) {
        return execute({ ...request, schema: apiSchema, variableValues: request.variables });
      }
      if (!fields.includes('__schema') && !fields.includes('__type')) return executor.execute(request);
      const refusal = new HubError('BAD_INPUT', 'ask for __schema or __type and for data in two operations');
      return { errors: [new GraphQLError(refusal.message, { originalError: refusal })] };
    },
  };
}

/** Names of the fields at the top; a fragment there counts as data. */
function rootFields({ selectionSet }: OperationDefinitionNode): string[] {
  return selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value : '...',
  );
}
