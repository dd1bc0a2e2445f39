/**
 * XML → a bounded tree, as the bytes come. Hostile XML is expected: no document type, no entities but the five of XML itself, no encoding but UTF-8,
 * bounds on everything (limits.ts).
 */
import sax, { type QualifiedTag, type SAXParser } from 'sax';
import type { EdxmlLimits } from './limits.js';
import { makeProblem } from './problem.js';
import { makeXmlTree, type Divert, type XmlElement } from './xml-tree.js';

/** A document as it was read. */
export interface XmlDocument {
  root: XmlElement;
  /** The document's text as it came, without the texts that were led past. */
  outside: string;
}

/** Reads one document. Every method throws HubError SOURCE_INVALID naming what is wrong. */
export interface XmlReader {
  write(bytes: Uint8Array): void;
  end(): XmlDocument;
}

/** Letters that may stand before the document, such as a length some gateways put there. */
const mostStray = 64;

/** Letters of the piece before kept in hand: the beginning of a tag that ends in this one. */
const tailLength = 512;

/** Makes the reader; `divert` leads texts past the tree. */
export function makeXmlReader(limits: EdxmlLimits, divert: Divert): XmlReader {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = makeParser();
  const tree = makeXmlTree(limits, divert);
  const outside = makeOutside();
  let beginning: string | null = '';
  parser.onopentag = (tag) => {
    if (tree.open(tag as QualifiedTag)) outside.stop(parser.position);
  };
  parser.ontext = (piece) => tree.text(piece);
  parser.oncdata = (piece) => tree.text(piece);
  parser.onclosetag = () => {
    if (tree.close()) outside.go(parser.startTagPosition - 1);
  };

  function feed(text: string): void {
    outside.take(text);
    parser.write(text);
    outside.settle();
  }
  function decode(bytes?: Uint8Array): string {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw makeProblem('XML', 'expected UTF-8');
    }
  }
  return {
    write(bytes) {
      const text = decode(bytes);
      if (beginning === null) {
        feed(text);
        return;
      }
      beginning += text;
      const start = beginning.indexOf('<');
      if (start > mostStray || (start < 0 && beginning.length > mostStray))
        throw makeProblem('XML', 'expected a document, got something else');
      if (start < 0) return;
      feed(beginning.slice(start));
      beginning = null;
    },
    end() {
      feed(decode());
      parser.close();
      const root = tree.root();
      if (root === null) throw makeProblem('XML', 'expected a document, got nothing');
      return { root, outside: outside.text() };
    },
  };
}

/** The parser, with what it refuses. */
function makeParser(): SAXParser {
  const parser = sax.parser(true, { xmlns: true, position: true });
  parser.onerror = (error) => {
    throw makeProblem('XML', error.message.split('\n')[0]?.slice(0, 80) ?? 'not well formed');
  };
  parser.ondoctype = () => {
    throw makeProblem('XML', 'expected no document type and no entities of its own');
  };
  parser.onprocessinginstruction = ({ name, body }) => {
    const encoding = /encoding\s*=\s*["']([^"']*)/.exec(body)?.[1] ?? 'utf-8';
    if (name === 'xml' && encoding.toLowerCase() !== 'utf-8')
      throw makeProblem('XML', `expected the encoding utf-8, got ${encoding.slice(0, 20)}`);
  };
  return parser;
}

/** Collects the text outside of what is led past; positions are the parser's, over all pieces. */
function makeOutside() {
  let collected = '';
  let piece = '';
  let pieceAt = 0;
  let from: number | null = 0;
  return {
    take(text: string): void {
      const tail = piece.slice(-tailLength);
      pieceAt += piece.length - tail.length;
      piece = tail + text;
    },
    stop(at: number): void {
      if (from !== null) collected += piece.slice(from - pieceAt, at - pieceAt);
      from = null;
    },
    go(at: number): void {
      from = at;
    },
    settle(): void {
      if (from === null) return;
      collected += piece.slice(from - pieceAt);
      from = pieceAt + piece.length;
    },
    text: () => collected,
  };
}
