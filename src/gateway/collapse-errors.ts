/**
 * One fault, one error: a source that is down nulls its fields in every row of a list, and the client is told once, at
 * the first place it shows.
 */
import type { GraphQLError } from 'graphql';
import { findHubError } from './error-body.js';

/** Keeps the first error of each fault: by code and source, or by message and field whatever the row. */
export function collapseErrors(errors: readonly GraphQLError[]): GraphQLError[] {
  const first = new Map<string, GraphQLError>();
  for (const error of errors) {
    const key = toFaultKey(error);
    if (!first.has(key)) first.set(key, error);
  }
  return [...first.values()];
}

function toFaultKey(error: GraphQLError): string {
  const known = findHubError(error);
  if (known?.source !== undefined) return JSON.stringify([known.code, known.source]);
  const fields = (error.path ?? []).filter((step) => typeof step === 'string');
  return JSON.stringify([known?.code ?? null, error.message, fields]);
}
