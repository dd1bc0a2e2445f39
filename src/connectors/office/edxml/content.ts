/**
 * The content of an attachment on its way: out of base64, line breaks and all, and out of the ZIP some e-offices wrap a file in. Piece by piece;
 * nothing is held but the piece in hand.
 */
import { createHash } from 'node:crypto';
import { Unzip, UnzipInflate } from 'fflate';
import type { HubError } from '../../../errors.js';
import { makeProblem } from './problem.js';
import type { TextSink } from './xml-tree.js';

/** Takes bytes as they come. */
export interface ByteSink {
  write(bytes: Uint8Array): void;
  end(): void;
}

/** What is known of a content once it went by. */
export interface Measured {
  sizeBytes: number;
  /** SHA-256, hexadecimal. */
  sha256: string;
}

/** Decodes base64 into a sink. */
export function decodeBase64(element: string, sink: ByteSink): TextSink {
  let rest = '';
  let isPadded = false;
  return {
    write(piece) {
      const letters = rest + piece.replace(/\s+/g, '');
      const whole = letters.length - (letters.length % 4);
      rest = letters.slice(whole);
      if (whole === 0) return;
      const quads = letters.slice(0, whole);
      if (isPadded || !/^[A-Za-z0-9+/]*={0,2}$/.test(quads)) throw makeProblem(element, 'expected base64');
      isPadded = quads.endsWith('=');
      sink.write(Buffer.from(quads, 'base64'));
    },
    end() {
      if (rest !== '') throw makeProblem(element, 'expected base64 to its end, got a part of it');
      sink.end();
    },
  };
}

/** Measures what passes, up to `mostBytes`, and hands it on. */
export function measure(
  element: string,
  mostBytes: number,
  { next, done }: { next?: ByteSink | null; done(measured: Measured): void },
): ByteSink {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  return {
    write(bytes) {
      sizeBytes += bytes.length;
      if (sizeBytes > mostBytes) throw makeProblem(element, `expected at most ${mostBytes} bytes`);
      hash.update(bytes);
      next?.write(bytes);
    },
    end() {
      next?.end();
      done({ sizeBytes, sha256: hash.digest('hex') });
    },
  };
}

const zipStart = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * Takes a file out of the ZIP it is wrapped in: the first entry; anything that is no ZIP passes as it is. For contents whose own kind is no ZIP.
 * `mostBytes` bounds what may come out.
 */
export function unwrapZip(element: string, mostBytes: number, next: ByteSink): ByteSink {
  let state: 'UNSEEN' | 'PLAIN' | 'ZIP' = 'UNSEEN';
  let beginning = Buffer.alloc(0);
  const unzip = makeUnzip(element, mostBytes, next);
  const pass = (bytes: Uint8Array): void => (state === 'ZIP' ? unzip.write(bytes) : next.write(bytes));
  return {
    write(bytes) {
      if (state !== 'UNSEEN') {
        pass(bytes);
        return;
      }
      beginning = Buffer.concat([beginning, bytes]);
      if (beginning.length < zipStart.length) return;
      state = beginning.subarray(0, zipStart.length).equals(zipStart) ? 'ZIP' : 'PLAIN';
      pass(beginning);
    },
    end() {
      if (state === 'UNSEEN') next.write(beginning);
      (state === 'ZIP' ? unzip : next).end();
    },
  };
}

function makeUnzip(element: string, mostBytes: number, next: ByteSink): ByteSink {
  let [entries, written, isWhole] = [0, 0, false];
  // The library catches what is thrown while it works; the fault is kept until it is done.
  let fault: HubError | null = null;
  const take = (error: unknown, bytes: Uint8Array, isLast: boolean): void => {
    written += error === null ? bytes.length : 0;
    if (error !== null) fault ??= makeProblem(element, 'expected a sound ZIP');
    if (written > mostBytes) fault ??= makeProblem(element, `expected at most ${mostBytes} bytes unpacked`);
    if (fault !== null) return;
    isWhole ||= isLast;
    next.write(bytes);
  };
  const unzip = new Unzip((file) => {
    entries += 1;
    if (entries > 1) return;
    file.ondata = take;
    file.start();
  });
  unzip.register(UnzipInflate);
  const push = (bytes: Uint8Array, isLast: boolean): void => {
    try {
      unzip.push(bytes, isLast);
    } catch {
      fault ??= makeProblem(element, 'expected a sound ZIP');
    }
    if (fault !== null) throw fault;
  };
  return {
    write: (bytes) => push(bytes, false),
    end() {
      push(new Uint8Array(0), true);
      if (!isWhole) throw makeProblem(element, 'expected a ZIP to its end, got a part of it');
      next.end();
    },
  };
}
