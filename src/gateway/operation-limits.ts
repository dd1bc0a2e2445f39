/**
 * How large an operation may be, told before it is planned: fields within each other, aliases, directives, and what it would cost at most. Tokens and the size of the
 * request are bounded before it is parsed; how an operation is measured is operation-size.ts.
 */
import {
  GraphQLError,
  type ASTVisitor,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import type { FieldOwners } from '../federation/field-owners.js';
import { measureOperation, type OperationSize } from './operation-size.js';

/** Bounds of one operation. */
export type OperationLimits = OperationSize;

/** Longest operation that is parsed; hand-written ones have a few hundred tokens. */
export const mostOperationTokens = 10_000;

export const operationLimits: OperationLimits = { depth: 16, aliases: 60, directives: 60, cost: 200_000 };

const advice: Readonly<Record<keyof OperationLimits, string>> = {
  depth: 'fields within each other; ask in two operations',
  aliases: 'aliases; ask with a filter, or in two operations',
  directives: 'directives; leave out what is always included',
  cost: 'fields that may be answered; ask for shorter pages with `first`',
};

/** Makes the rule that refuses operations beyond the limits; `ownersOf` knows whose a schema's fields are. */
export function makeLimitsRule(ownersOf?: (schema: GraphQLSchema) => FieldOwners): ValidationRule {
  const limits = operationLimits;
  return (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(operation) {
      const size = measureOperation(operation, {
        schema: context.getSchema(),
        ...(ownersOf && { ownersOf: ownersOf(context.getSchema()) }),
        findFragment: (name) => context.getFragment(name) ?? null,
      });
      for (const name of Object.keys(limits) as (keyof OperationLimits)[])
        if (size[name] > limits[name])
          context.reportError(
            new GraphQLError(
              `the operation has ${size[name]} ${name}: expected at most ${limits[name]} ${advice[name]}`,
              {
                nodes: operation,
              },
            ),
          );
    },
  });
}
