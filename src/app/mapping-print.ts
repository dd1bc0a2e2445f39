/**
 * A print of the code that makes records of items: what another mapping made of an item says nothing about what this one would, so it goes into
 * the digests items are recognised by (src/sync/recognise.ts). Nobody has to remember to raise a version.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** Where that code is, beside this folder. */
const places = ['../connectors/', '../records/', '../store/seal.ts', '../store/seal-record.ts'];

/** The print: SHA-256 over the files, in the order of their names. */
export function readMappingPrint(): string {
  const print = createHash('sha256');
  for (const place of places) {
    const url = new URL(place, import.meta.url);
    const files = place.endsWith('/') ? readdirSync(url, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of files.filter((name) => name === '' || name.endsWith('.ts')))
      print.update(`${place}${file}\0`).update(readFileSync(new URL(file, url)));
  }
  return print.digest('base64url');
}
