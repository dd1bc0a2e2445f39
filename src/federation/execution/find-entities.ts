/** Where the entities are that a fetch is about. */
import { isNode, type DataNode } from './data-tree.js';
import type { PathSegment } from './plan-steps.js';
import type { TypeMatcher } from './type-matcher.js';

/** Told of an entity; the path is the visit's own and goes on changing: who keeps it, copies it. */
export type OnEntity = (node: DataNode, path: readonly (string | number)[]) => void;

/** Visits every object at the end of the path; what is null or of another type is passed over. */
export function visitEntities(
  data: DataNode,
  { segments, matches }: { segments: readonly PathSegment[]; matches: TypeMatcher },
  onEntity: OnEntity,
): void {
  visit(data, 0, { segments, matches, onEntity, path: [] });
}

interface Visit {
  segments: readonly PathSegment[];
  matches: TypeMatcher;
  onEntity: OnEntity;
  /** The keys down to the value at hand. */
  path: (string | number)[];
}

function visit(value: unknown, depth: number, at: Visit): void {
  const segment = at.segments[depth];
  if (Array.isArray(value))
    visitItems(value, segment !== undefined && 'items' in segment ? depth + 1 : depth, at);
  else if (!isNode(value)) return;
  else if (segment === undefined) at.onEntity(value, at.path);
  else if ('field' in segment) {
    at.path.push(segment.field);
    visit(value[segment.field], depth + 1, at);
    at.path.pop();
  } else if ('types' in segment) {
    const typename = value['__typename'];
    if (typeof typename !== 'string' || at.matches(typename, segment.types)) visit(value, depth + 1, at);
  }
}

function visitItems(items: readonly unknown[], depth: number, at: Visit): void {
  for (let index = 0; index < items.length; index += 1) {
    at.path.push(index);
    visit(items[index], depth, at);
    at.path.pop();
  }
}
