/** Errors of a fetch, put where the client sees the field: subgraphs tell paths of their own documents. */
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import { toGraphQLError } from '../graphql-error.js';
import type { DataNode, Path } from './data-tree.js';
import { visitEntities } from './find-entities.js';
import type { EntityGroup, FetchStep } from './plan-steps.js';
import { renamePath } from './rename-keys.js';
import type { Awaiting } from './representations.js';
import type { TypeMatcher } from './type-matcher.js';

/** The entities of a fetch that wait for its answer, by the key of the answer's list. */
export type AwaitingByKey = ReadonlyMap<string, readonly Awaiting[]>;

/** A fetch whose answer came with faults. */
export interface FaultyFetch {
  step: FetchStep;
  awaiting: AwaitingByKey;
  data: DataNode;
  matches: TypeMatcher;
}

/** Where the answer of a fetch goes. */
export interface FetchPlaces {
  /** Every place that lacks its answer when the whole fetch failed. */
  all: readonly Path[];
  /** Where an error of the answer belongs: at every entity it is about, or at the first place of the fetch. */
  placeError(error: unknown): GraphQLError[];
}

/** Finds the places of a fetch; paths are not kept along the way, since few fetches fail. */
export function findFetchPlaces(fetch: FaultyFetch): FetchPlaces {
  const { step } = fetch;
  const byKey = new Map(step.entities.map((group) => [group.answerKey, findGroupPlaces(group, fetch)]));
  const all =
    step.entities.length > 0
      ? [...byKey.values()].flatMap((places) => [...places.values()].flat())
      : topKeys(step).map((key) => renamePath([key], step.renames));
  const placePath = (path: Path): Path[] => {
    const [key, position, ...below] = path;
    const group = step.entities.find(({ answerKey }) => answerKey === key);
    if (group === undefined) return step.entities.length === 0 ? [renamePath(path, step.renames)] : [];
    const places = byKey.get(group.answerKey)?.get(position as number) ?? [];
    return places.map((place) => [...place, ...renamePath(below, group.renames)]);
  };
  return {
    all,
    placeError(error) {
      const { path } = error as Partial<GraphQLFormattedError>;
      const paths = path === undefined ? [] : placePath(path);
      const placed = paths.length > 0 ? paths : all.slice(0, 1);
      return placed.length === 0 ? [toError(error, [])] : placed.map((one) => toError(error, one));
    },
  };
}

/** Paths of a group's entities by their position in what was sent. */
function findGroupPlaces(
  { answerKey, paths }: EntityGroup,
  { awaiting, data, matches }: FaultyFetch,
): Map<number, Path[]> {
  const positions = new Map((awaiting.get(answerKey) ?? []).map(({ node, position }) => [node, position]));
  const places = new Map<number, Path[]>();
  for (const segments of paths)
    visitEntities(data, { segments, matches }, (node, path) => {
      const position = positions.get(node);
      if (position === undefined) return;
      const known = places.get(position) ?? [];
      known.push(path.slice());
      places.set(position, known);
    });
  return places;
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

/** The error at this place, whatever place it told; without one where the path is empty. */
export function toError(error: unknown, path: Path): GraphQLError {
  const { message, originalError, extensions } = toGraphQLError(error);
  const place = path.length === 0 ? {} : { path };
  return new GraphQLError(message, { ...place, originalError: originalError ?? null, extensions });
}
