/** Renames of a plan, applied to what a subgraph answered and to the paths of its errors. */
import { isNode, type DataNode, type Path } from './data-tree.js';
import type { Rename } from './plan-steps.js';
import type { TypeMatcher } from './type-matcher.js';

/** Applies the renames in place. */
export function renameKeys(value: unknown, renames: readonly Rename[], matches: TypeMatcher): void {
  for (const { path, to } of renames) renameAt(value, { path, to, matches, depth: 0 });
}

/** The path of an error as it reads after the renames. */
export function renamePath(path: Path, renames: readonly Rename[]): Path {
  return renames.reduce<Path>((renamed, rename) => {
    const at = findRenamed(renamed, rename);
    return at === null ? renamed : renamed.with(at, rename.to);
  }, path);
}

interface Walk extends Rename {
  matches: TypeMatcher;
  depth: number;
}

function renameAt(value: unknown, walk: Walk): void {
  if (Array.isArray(value)) {
    for (const item of value) renameAt(item, walk);
    return;
  }
  const segment = walk.path[walk.depth];
  if (!isNode(value) || segment === undefined) return;
  const next = { ...walk, depth: walk.depth + 1 };
  if ('types' in segment) {
    const typename = value['__typename'];
    if (typeof typename !== 'string' || walk.matches(typename, segment.types)) renameAt(value, next);
  } else if (next.depth < walk.path.length) renameAt(value[segment.key], next);
  else if (value[segment.key] !== undefined) renameKey(value, segment.key, walk.to);
}

function renameKey(node: DataNode, from: string, to: string): void {
  node[to] = node[from];
  // A key left as undefined is as good as gone, and cheaper than to delete.
  node[from] = undefined;
}

/** Where the path goes through the key that is renamed; list positions do not count. */
function findRenamed(path: Path, { path: segments }: Rename): number | null {
  const keys = segments.flatMap((segment) => ('key' in segment ? [segment.key] : []));
  let met = 0;
  for (const [at, step] of path.entries()) {
    if (typeof step === 'number') continue;
    if (step !== keys[met]) return null;
    met += 1;
    if (met === keys.length) return at;
  }
  return null;
}
