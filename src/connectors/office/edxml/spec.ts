/**
 * Tables of elements: what a message may hold, in the order it is written. One table reads and writes, so that what is read is written again.
 * Values are texts as they came; what they mean is wire.ts's business.
 */
import { makeProblem } from './problem.js';
import type { XmlElement } from './xml-tree.js';

/** An element with a text. */
export interface TextSpec {
  kind: 'text';
}

/** An element with elements, each at most once unless it says `many`. */
export interface GroupSpec<Fields extends Specs = Specs> {
  kind: 'group';
  fields: Fields;
}

/** An element that may come any number of times. */
export interface ManySpec<Item extends Spec = Spec> {
  kind: 'many';
  item: Item;
}

export type Spec = TextSpec | GroupSpec | ManySpec<TextSpec | GroupSpec>;
export interface Specs {
  readonly [name: string]: Spec;
}

/** What is read by a table: texts, empty where the element is missing. */
export type ValueOf<One> = One extends TextSpec
  ? string
  : One extends ManySpec<infer Item>
    ? ValueOf<Item>[]
    : One extends GroupSpec<infer Fields>
      ? { -readonly [Name in keyof Fields]: ValueOf<Fields[Name]> }
      : never;

/** A value of any table. */
type Value = string | readonly Value[] | { readonly [name: string]: Value };

export const text: TextSpec = { kind: 'text' };
export const group = <Fields extends Specs>(fields: Fields): GroupSpec<Fields> => ({ kind: 'group', fields });
export const many = <Item extends TextSpec | GroupSpec>(item: Item): ManySpec<Item> => ({
  kind: 'many',
  item,
});

/** Reads an element by its table; elements the table does not know are told to `onUnknown` by their path. */
export function readSpec<One extends TextSpec | GroupSpec>(
  spec: One,
  element: XmlElement | null,
  around: { path: string; onUnknown(path: string): void },
): ValueOf<One> {
  return readValue(spec, element, around) as ValueOf<One>;
}

function readValue(
  spec: TextSpec | GroupSpec,
  element: XmlElement | null,
  { path, onUnknown }: { path: string; onUnknown(path: string): void },
): Value {
  if (spec.kind === 'text') return (element?.text ?? '').trim();
  const found = new Map<string, XmlElement[]>();
  for (const child of element?.children ?? []) {
    if (!Object.hasOwn(spec.fields, child.name)) onUnknown(`${path}.${child.name}`);
    else found.set(child.name, [...(found.get(child.name) ?? []), child]);
  }
  const fields = Object.entries(spec.fields).map(([name, field]): [string, Value] => {
    const own = found.get(name) ?? [];
    const around = { path: `${path}.${name}`, onUnknown };
    if (field.kind === 'many') return [name, own.map((one) => readValue(field.item, one, around))];
    if (own.length > 1) throw makeProblem(around.path, `expected it once, got it ${own.length} times`);
    return [name, readValue(field, own[0] ?? null, around)];
  });
  return Object.fromEntries(fields);
}

/** The value of an element nothing was said in. */
export function emptyValue<One extends TextSpec | GroupSpec>(spec: One): ValueOf<One> {
  return readSpec(spec, null, { path: '', onUnknown: () => undefined });
}

/** Writes a value by its table, what is empty left out; `prefix` stands before every name. */
export function writeSpec<One extends TextSpec | GroupSpec>(
  spec: One,
  value: ValueOf<One>,
  { name, prefix = '' }: { name: string; prefix?: string },
): string {
  const write = (part: Spec, own: Value, field: string): string => {
    if (part.kind === 'many')
      return (own as readonly Value[]).map((one) => write(part.item, one, field)).join('');
    const fields = own as { readonly [name: string]: Value };
    const inner =
      part.kind === 'text'
        ? escapeXml(own as string)
        : Object.entries(part.fields)
            .map(([inside, insideSpec]) => write(insideSpec, fields[inside] ?? '', inside))
            .join('');
    return inner === '' ? '' : `<${prefix}${field}>${inner}</${prefix}${field}>`;
  };
  return write(spec, value, name);
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** A text as it stands in XML; letters XML cannot hold at all are refused. */
export function escapeXml(value: string): string {
  // eslint-disable-next-line no-control-regex -- these are what XML 1.0 has no way to write
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value))
    throw makeProblem('XML', 'expected no control characters in a text');
  return value.replace(/[&<>"\r]/g, (letter) => escapes[letter] ?? letter);
}
