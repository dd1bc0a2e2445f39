/**
 * What the items of a stream are made of, as they really come, and how that changes: sources are rewritten without notice. Field names and
 * kinds of value only, never a value. Pure.
 */

/** Kind of a JSON value. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'null' | 'object' | 'list';

/** One field, by its path: `TienDo[].MaDonVi`. */
export interface FieldShape {
  path: string;
  kinds: readonly ValueKind[];
  /** Whether it was there wherever it could be. */
  isAlways: boolean;
}

/** How the items of a page differ from those before: a field more is worth a notice, the others an alert. */
export type DriftKind = 'ADDED' | 'MISSING' | 'RETYPED';

/** One difference. */
export interface Drift {
  kind: DriftKind;
  path: string;
  /** In words. */
  detail: string;
}

/** The bit of each kind in a set of them, which is a number since every value of every item is looked at. */
const kindBits: Record<ValueKind, number> = { boolean: 1, list: 2, null: 4, number: 8, object: 16, text: 32 };
const allKinds = Object.keys(kindBits) as ValueKind[];

/** A place in items: what was found there, and what lies below. A tree, because paths are costly to build for every value. */
interface Place {
  name: string;
  kinds: number;
  /** How often it was there, and how often it was an object that could hold fields. */
  count: number;
  objects: number;
  /** By name, and in the order they first came. */
  fields: Map<string, Place>;
  inOrder: Place[];
  /** What the elements of a list are. */
  elements: Place | null;
}

/** The shape of items, by path in the order of their names. */
export function toShape(items: readonly unknown[]): FieldShape[] {
  const root = makePlace('');
  for (const item of items) visit(item, root);
  const shape: FieldShape[] = [];
  addFields(root, '', shape);
  return shape.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function makePlace(name: string): Place {
  return { name, kinds: 0, count: 0, objects: 0, fields: new Map(), inOrder: [], elements: null };
}

function visit(value: unknown, place: Place): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    place.elements ??= makePlace('');
    for (const one of value) visit(one, place.elements);
    return;
  }
  place.objects += 1;
  let position = 0;
  for (const name in value) {
    const inner = (value as Record<string, unknown>)[name];
    const field = toField(place, name, position);
    field.kinds |= kindBits[toKind(inner)];
    field.count += 1;
    if (typeof inner === 'object') visit(inner, field);
    position += 1;
  }
}

/** The field of a name. Items mostly name their fields in one order, so it is looked for first where those before had it. */
function toField({ fields, inOrder }: Place, name: string, position: number): Place {
  const usual = inOrder[position];
  if (usual?.name === name) return usual;
  const known = fields.get(name);
  if (known !== undefined) return known;
  const field = makePlace(name);
  fields.set(name, field);
  inOrder.push(field);
  return field;
}

function addFields(place: Place, path: string, shape: FieldShape[]): void {
  if (place.elements !== null) addFields(place.elements, `${path}[]`, shape);
  for (const field of place.inOrder) {
    const at = path === '' ? field.name : `${path}.${field.name}`;
    const kinds = allKinds.filter((kind) => (field.kinds & kindBits[kind]) !== 0);
    shape.push({ path: at, kinds, isAlways: field.count === place.objects });
    addFields(field, at, shape);
  }
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

function toKind(value: unknown): ValueKind {
  if (typeof value === 'string') return 'text';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean';
  return 'object';
}
