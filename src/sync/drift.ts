/** How the shape of what a source sends differs from what is known of it: sources are rewritten without notice. Pure. */
import type { FieldShape } from './shape.js';

/** How the items of a page differ from those before: a field more is worth a notice, the others an alert. */
export type DriftKind = 'ADDED' | 'MISSING' | 'RETYPED';

/** One difference. */
export interface Drift {
  kind: DriftKind;
  path: string;
  /** In words. */
  detail: string;
}

/** How what was seen differs from what is known. */
export function findDrift(known: readonly FieldShape[], seen: readonly FieldShape[]): Drift[] {
  const before = new Map(known.map((field) => [field.path, field]));
  const now = new Map(seen.map((field) => [field.path, field]));
  const added = seen
    .filter(({ path }) => !before.has(path))
    .map(({ path, kinds }): Drift => ({
      kind: 'ADDED',
      path,
      detail: `a field of ${kinds.join(' or ')} more`,
    }));
  const missing = known
    .filter(({ path, isAlways }) => isAlways && isExpected(path, now) && now.get(path)?.isAlways !== true)
    .map(({ path }): Drift => ({ kind: 'MISSING', path, detail: 'it was always there, and is not' }));
  const retyped = seen.flatMap(({ path, kinds }): Drift[] => {
    const old = before.get(path)?.kinds.filter((kind) => kind !== 'null') ?? [];
    const strange = kinds.filter((kind) => kind !== 'null' && !old.includes(kind));
    return old.length === 0 || strange.length === 0
      ? []
      : [{ kind: 'RETYPED', path, detail: `it was ${old.join(' or ')}, and is ${strange.join(' or ')}` }];
  });
  return [...added, ...missing, ...retyped];
}

/** What is known once this was seen too. */
export function mergeShapes(known: readonly FieldShape[], seen: readonly FieldShape[]): FieldShape[] {
  const now = new Map(seen.map((field) => [field.path, field]));
  const paths = [...new Set([...known, ...seen].map(({ path }) => path))].sort();
  const before = new Map(known.map((field) => [field.path, field]));
  return paths.map((path) => {
    const [old, fresh] = [before.get(path), now.get(path)];
    const kinds = [...new Set([...(old?.kinds ?? []), ...(fresh?.kinds ?? [])])].sort();
    // What could not be there this time says nothing; what is new was not there before.
    const isStill = fresh === undefined ? !isExpected(path, now) : fresh.isAlways;
    return { path, kinds, isAlways: old?.isAlways === true && isStill };
  });
}

/** Whether what would hold a field was seen: an empty list has no fields to miss. */
function isExpected(path: string, seen: ReadonlyMap<string, FieldShape>): boolean {
  const dot = path.lastIndexOf('.');
  if (dot === -1) return seen.size > 0;
  const holder = path.slice(0, dot);
  return [...seen.keys()].some((one) => one.startsWith(`${holder}.`));
}
