/** A plan as this executor walks it: steps with parsed documents, real subgraph names and paths. They are made by to-step.ts. */
import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import type { DocumentNode } from 'graphql';

/** One thing to do: ask a subgraph, or other steps one after the other or at once. */
export type Step = FetchStep | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly Step[] };

/** One request to one subgraph: for the top of the operation, or for entities met so far. */
export interface FetchStep {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly document: DocumentNode;
  /** Names of the operation's variables that the document uses. */
  readonly variables: readonly string[];
  /** Empty where the answer belongs at the top. */
  readonly entities: readonly EntityGroup[];
  /** Renames in an answer that belongs at the top. */
  readonly renames: readonly Rename[];
}

/** Entities of one selection within a fetch: where they are, what is sent of each, where the answer lies. */
export interface EntityGroup {
  /** Key of the answer's list, `_entities` or an alias of it. */
  readonly answerKey: string;
  /** The variable that takes the representations. */
  readonly variable: string;
  readonly paths: readonly (readonly PathSegment[])[];
  readonly requires: readonly RequiresSelection[];
  /** The same where it is plain values of one type; null where it is more. */
  readonly flat: FlatRequires | null;
  /** `__typename` a representation is sent under instead of its own; an interface object knows the interface only. */
  readonly sentAs: string | null;
  readonly renames: readonly Rename[];
}

/** Every request of a step. */
export function listFetches(step: Step): FetchStep[] {
  return step.kind === 'fetch' ? [step] : step.steps.flatMap(listFetches);
}

/** Plain values that are required of entities of one type, by the keys they were fetched under. */
export interface FlatRequires {
  readonly types: readonly string[];
  readonly fields: readonly { readonly name: string; readonly alias: string }[];
}

/** A step on the way to entities: down a field, into every item of a list, or on only for some types. */
export type PathSegment =
  { readonly field: string } | { readonly types: readonly string[] } | { readonly items: true };

/** The key at the end of the path becomes `to`; planners part fields of one name and two types this way. */
export interface Rename {
  readonly path: readonly ({ readonly key: string } | { readonly types: readonly string[] })[];
  readonly to: string;
}
