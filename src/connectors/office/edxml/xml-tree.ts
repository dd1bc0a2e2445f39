/**
 * The bounded tree of a document, built as its tags and texts come. Long texts can be led past it, piece by piece; what they are is left to who asks for
 * them.
 */
import type { QualifiedAttribute, QualifiedTag } from 'sax';
import type { EdxmlLimits } from './limits.js';
import { makeProblem } from './problem.js';

/** An element. */
export interface XmlElement {
  /** Without prefix. */
  name: string;
  uri: string;
  attributes: Readonly<Record<string, string>>;
  /** Its own text, its children's apart. */
  text: string;
  children: XmlElement[];
}

/** Takes the text of an element piece by piece. */
export interface TextSink {
  write(piece: string): void;
  end(): void;
}

/** Where the text of an element goes that is not to be kept; null for one that is. */
export type Divert = (element: XmlElement, parent: XmlElement) => TextSink | null;

/** A tree that grows. Its methods throw HubError SOURCE_INVALID where a bound is passed. */
export interface XmlTree {
  /** @returns whether the element's text is led past from here on */
  open(tag: QualifiedTag): boolean;
  text(piece: string): void;
  /** @returns whether a text that was led past ends here */
  close(): boolean;
  root(): XmlElement | null;
}

/** Makes an empty one. */
export function makeXmlTree(limits: EdxmlLimits, divert: Divert): XmlTree {
  const stack: XmlElement[] = [];
  let root: XmlElement | null = null;
  let sink: TextSink | null = null;
  let [elements, kept] = [0, 0];
  const keep = (length: number): void => {
    kept += length;
    if (kept > limits.keptLength) throw makeProblem('XML', `expected at most ${limits.keptLength} letters`);
  };
  return {
    open(tag) {
      if (sink !== null) throw makeProblem(stack.at(-1)?.name ?? 'XML', 'expected a text, got an element');
      const element = toElement(tag, limits);
      const parent = stack.at(-1);
      elements += 1;
      keep(element.name.length);
      if (elements > limits.elements)
        throw makeProblem('XML', `expected at most ${limits.elements} elements`);
      if (stack.push(element) > limits.depth)
        throw makeProblem('XML', `expected at most ${limits.depth} elements within each other`);
      parent?.children.push(element);
      root ??= element;
      sink = parent === undefined ? null : divert(element, parent);
      return sink !== null;
    },
    text(piece) {
      const top = stack.at(-1);
      if (sink !== null) sink.write(piece);
      else if (top !== undefined) {
        keep(piece.length);
        top.text += piece;
      }
    },
    close() {
      stack.pop();
      const isPast = sink !== null;
      sink?.end();
      sink = null;
      return isPast;
    },
    root: () => root,
  };
}

function toElement({ local, uri, attributes }: QualifiedTag, limits: EdxmlLimits): XmlElement {
  const list: QualifiedAttribute[] = Object.values(attributes);
  if (list.length > limits.attributes)
    throw makeProblem('XML', `expected at most ${limits.attributes} attributes on an element`);
  if ([local, ...list.map(({ name }) => name)].some(({ length }) => length > limits.nameLength))
    throw makeProblem('XML', `expected names of at most ${limits.nameLength} letters`);
  const own = list.map(({ local: name, value }) => [name, value] as const);
  return { name: local, uri, attributes: Object.fromEntries(own), text: '', children: [] };
}
