/** Errors of a fetch, put where the client sees the field: subgraphs tell paths of their own documents. */
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import type { Path } from './data-tree.js';
import type { FetchStep } from './plan-steps.js';
import { renamePath } from './rename-keys.js';
import type { Awaiting } from './representations.js';

/** The entities of a fetch that wait for its answer, by the key of the answer's list. */
export type AwaitingByKey = ReadonlyMap<string, readonly Awaiting[]>;

/** Puts one error of an answer where it belongs: at every entity it is about, or at the first place of the fetch. */
export function placeError(error: unknown, step: FetchStep, awaiting: AwaitingByKey): GraphQLError[] {
  const { path } = error as Partial<GraphQLFormattedError>;
  const paths = path === undefined ? [] : placePath(path, step, awaiting);
  const placed = paths.length > 0 ? paths : firstPlaces(step, awaiting).slice(0, 1);
  return placed.length === 0 ? [toError(error, [])] : placed.map((one) => toError(error, one));
}

/** Every place that lacks its answer when the whole fetch failed. */
export function firstPlaces(step: FetchStep, awaiting: AwaitingByKey): Path[] {
  if (step.entities.length > 0) return [...awaiting.values()].flat().map(({ path }) => path);
  return topKeys(step).map((key) => renamePath([key], step.renames));
}

function placePath(path: Path, step: FetchStep, awaiting: AwaitingByKey): Path[] {
  const [key, position, ...below] = path;
  const group = step.entities.find(({ answerKey }) => answerKey === key);
  if (group === undefined) return step.entities.length === 0 ? [renamePath(path, step.renames)] : [];
  return (awaiting.get(group.answerKey) ?? [])
    .filter((entity) => entity.position === position)
    .map((entity) => [...entity.path, ...renamePath(below, group.renames)]);
}

function topKeys({ document }: FetchStep): string[] {
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? node.selectionSet.selections.flatMap((field) =>
          field.kind === Kind.FIELD ? [(field.alias ?? field.name).value] : [],
        )
      : [],
  );
}

/** Whatever a subgraph or a transport calls an error, as the one kind that clients can be told. */
export function toError(error: unknown, path: Path): GraphQLError {
  const place = path.length === 0 ? {} : { path };
  if (error instanceof GraphQLError) {
    const { message, originalError, extensions } = error;
    return new GraphQLError(message, { ...place, originalError: originalError ?? null, extensions });
  }
  if (error instanceof Error) return new GraphQLError(error.message, { ...place, originalError: error });
  const { message, extensions } = error as Partial<GraphQLFormattedError>;
  return new GraphQLError(message ?? 'an error without message', {
    ...place,
    extensions: extensions ?? null,
  });
}
