/**
 * What the items of a stream are made of, as they really come: names of fields and kinds of value only, never a value. How it changes is
 * drift.ts. Pure.
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
    visit(inner, field);
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

function toKind(value: unknown): ValueKind {
  if (typeof value === 'string') return 'text';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number' | 'boolean';
  return 'object';
}
