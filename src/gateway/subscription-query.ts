/**
 * A subscription → the query that is asked for every event of its stream: the same selection, under the same name, below a
 * query field that takes the event. So a subscription runs through the planner as every query does. Pure.
 */
import {
  getArgumentValues,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { HubError } from '../errors.js';

/** The variable that takes the event; no client's own begins so. */
export const eventVariable = '__event';

/** A subscription taken apart. */
export interface SubscriptionPlan {
  /** The subscription's field. */
  field: string;
  /** The values of its arguments. */
  args: Readonly<Record<string, unknown>>;
  /** To be run with the client's variables and `eventVariable`; made once, so that it is planned once. */
  query: DocumentNode;
}

/** Which query field, with which argument, shows an event of a subscription's stream. */
export interface ShownBy {
  query: string;
  argument: string;
}

/**
 * Takes a valid subscription apart.
 * @throws HubError BAD_INPUT for a document without such an operation.
 */
export function planSubscription(
  { document, operationName, variables }: SubscriptionRequest,
  schema: GraphQLSchema,
  shownBy: (field: string) => ShownBy,
): SubscriptionPlan {
  const operation = getOperation(document, operationName);
  const [node] = operation.selectionSet.selections;
  const definition =
    node?.kind === Kind.FIELD ? schema.getSubscriptionType()?.getFields()[node.name.value] : undefined;
  if (node?.kind !== Kind.FIELD || definition === undefined)
    throw new HubError(
      'BAD_INPUT',
      'a subscription has exactly one field, written out and not in a fragment',
    );
  const asked: OperationDefinitionNode = {
    ...operation,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [...(operation.variableDefinitions ?? []), eventDefinition],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [toQueryField(node, shownBy(node.name.value))] },
  };
  const definitions = document.definitions.map((one) => (one === operation ? asked : one));
  return {
    field: node.name.value,
    args: getArgumentValues(definition, node, variables),
    query: { kind: Kind.DOCUMENT, definitions },
  };
}

/** What a client sent. */
export interface SubscriptionRequest {
  document: DocumentNode;
  operationName: string | null;
  variables: Readonly<Record<string, unknown>>;
}

const eventName = { kind: Kind.NAME, value: eventVariable } as const;
const eventDefinition = {
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: eventName },
  type: {
    kind: Kind.NON_NULL_TYPE,
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'ID' } },
  },
} as const;

function toQueryField(node: FieldNode, { query, argument }: ShownBy): FieldNode {
  return {
    ...node,
    alias: node.alias ?? node.name,
    name: { kind: Kind.NAME, value: query },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: argument },
        value: { kind: Kind.VARIABLE, name: eventName },
      },
    ],
  };
}

function getOperation(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [operation] = name === null ? operations : operations.filter((one) => one.name?.value === name);
  if (operation !== undefined) return operation;
  throw new HubError('BAD_INPUT', 'operationName: the document holds no operation of that name');
}
