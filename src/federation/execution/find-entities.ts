/** Where the entities are that a fetch is about. */
import { isNode, type DataNode, type Path } from './data-tree.js';
import type { PathSegment } from './plan-steps.js';
import type { TypeMatcher } from './type-matcher.js';

/** An entity of the answer under construction and where it stands. */
export interface FoundEntity {
  readonly node: DataNode;
  readonly path: Path;
}

/** Finds every object at the end of the path; what is null or of another type is passed over. */
export function findEntities(
  data: DataNode,
  segments: readonly PathSegment[],
  matches: TypeMatcher,
): FoundEntity[] {
  const found: FoundEntity[] = [];
  visit(data, { segments, matches, found, path: [], depth: 0 });
  return found;
}

interface Visit {
  segments: readonly PathSegment[];
  matches: TypeMatcher;
  found: FoundEntity[];
  path: (string | number)[];
  depth: number;
}

function visit(value: unknown, at: Visit): void {
  const segment = at.segments[at.depth];
  if (Array.isArray(value)) {
    const depth = segment !== undefined && 'items' in segment ? at.depth + 1 : at.depth;
    visitItems(value, { ...at, depth });
  } else if (isNode(value)) visitNode(value, segment, at);
}

function visitItems(items: readonly unknown[], at: Visit): void {
  for (const [index, item] of items.entries()) {
    at.path.push(index);
    visit(item, at);
    at.path.pop();
  }
}

function visitNode(node: DataNode, segment: PathSegment | undefined, at: Visit): void {
  if (segment === undefined) at.found.push({ node, path: at.path.slice() });
  else if ('field' in segment) {
    at.path.push(segment.field);
    visit(node[segment.field], { ...at, depth: at.depth + 1 });
    at.path.pop();
  } else if ('types' in segment) {
    const typename = node['__typename'];
    if (typeof typename !== 'string' || at.matches(typename, segment.types))
      visit(node, { ...at, depth: at.depth + 1 });
  }
}
