/** Values at the leaves of an answer: passed on where they are of their type. Subgraphs may run anywhere and answer anything. */
import { isEnumType, type GraphQLLeafType, type GraphQLSchema } from 'graphql';

/** Stands for a value that is not of its type. */
export const misfit = Symbol('misfit');

/** The value as the client gets it, null, or `misfit`. */
export type CompleteLeaf = (value: unknown) => unknown;

const checks: Readonly<Record<string, CompleteLeaf>> = {
  Int: (value) => (Number.isInteger(value) ? value : misfit),
  Float: (value) => (Number.isFinite(value) ? value : misfit),
  String: (value) => (typeof value === 'string' ? value : misfit),
  Boolean: (value) => (typeof value === 'boolean' ? value : misfit),
  ID: (value) => (typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : misfit),
};

/**
 * Makes the check of a leaf type. Scalars of our own pass as they came: only their subgraph knows them. A value of an enum
 * that clients may not see (`@inaccessible`) is null to them, without an error.
 */
export function makeCompleteLeaf(type: GraphQLLeafType, supergraph: GraphQLSchema): CompleteLeaf {
  if (!isEnumType(type)) return checks[type.name] ?? ((value) => value);
  const shown = new Set(type.getValues().map(({ name }) => name));
  const whole = supergraph.getType(type.name);
  const all = new Set(isEnumType(whole) ? whole.getValues().map(({ name }) => name) : []);
  return (value) => {
    if (typeof value !== 'string') return misfit;
    if (shown.has(value)) return value;
    return all.has(value) ? null : misfit;
  };
}
